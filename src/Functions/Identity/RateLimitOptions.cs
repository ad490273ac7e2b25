using System.ComponentModel.DataAnnotations;

namespace DtnBox.Functions.Identity;

/// <summary>
/// How often somebody may ask at the doors, in each minute. Bound from the <c>RateLimits</c> section; checked at
/// start-up. Each instance of the app counts for itself, so with N instances the limit is N times as high.
/// </summary>
public sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Gets or sets how many sign-ups or refreshes (<c>POST /me</c>) one person may send. Default 30.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:SignUp must be 1 to 100000 requests a minute.")]
    public int SignUp { get; set; } = 30;

    /// <summary>Gets or sets how many invitations one person may make. Default 30.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:Invitations must be 1 to 100000 requests a minute.")]
    public int Invitations { get; set; } = 30;

    /// <summary>Gets or sets how many API tokens one person may make. Default 30.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:Tokens must be 1 to 100000 requests a minute.")]
    public int Tokens { get; set; } = 30;

    /// <summary>Gets or sets how often agents at one address may enrol or ask for a token, or one agent change its key. Default 120.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:Agents must be 1 to 100000 requests a minute.")]
    public int Agents { get; set; } = 120;

    /// <summary>Gets or sets how many one-time codes for agents one person may make, those in bundles among them. Default 60.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:Enrollments must be 1 to 100000 requests a minute.")]
    public int Enrollments { get; set; } = 60;

    /// <summary>Gets or sets how many probes of stores one person may ask for. Default 30.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:Probes must be 1 to 100000 requests a minute.")]
    public int Probes { get; set; } = 30;

    /// <summary>
    /// Gets or sets how many answers without an end one person may ask for: results, receipts, the audit's export.
    /// Default 120.
    /// </summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:Exports must be 1 to 100000 requests a minute.")]
    public int Exports { get; set; } = 120;

    /// <summary>Gets or sets how many key lists one person may send. Default 60.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:KeyLists must be 1 to 100000 requests a minute.")]
    public int KeyLists { get; set; } = 60;

    /// <summary>Gets or sets how many streams of events one person may have open at the same time, whatever the minute. Default 8.</summary>
    [Range(1, 1_000, ErrorMessage = "RateLimits:Streams must be 1 to 1000 streams.")]
    public int Streams { get; set; } = 8;

    /// <summary>Gets or sets how many pages, folders, links and deletions in stores one person may ask for. Default 1200.</summary>
    [Range(1, 100_000, ErrorMessage = "RateLimits:Browse must be 1 to 100000 requests a minute.")]
    public int Browse { get; set; } = 1200;
}
