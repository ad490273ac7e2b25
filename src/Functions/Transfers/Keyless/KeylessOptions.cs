using System.ComponentModel.DataAnnotations;

namespace DtnBox.Functions.Transfers.Keyless;

/// <summary>How transfers are carried whose agents do not get each other's keys. Bound from the <c>Keyless</c> section.</summary>
public sealed class KeylessOptions
{
    public const string Section = "Keyless";

    /// <summary>
    /// Gets or sets a value indicating whether new transfers between two nodes with agents are carried without giving one
    /// node's keys to the other's agents, where that is possible. Default true.
    /// </summary>
    public bool WherePossible { get; set; } = true;

    /// <summary>
    /// Gets or sets how long a signature of the destination's agent holds. Default 6 hours; at least 5 minutes, at most
    /// 12 hours. What is not sent by then is signed again.
    /// </summary>
    [Range(
        typeof(TimeSpan),
        "00:05:00",
        "12:00:00",
        ErrorMessage = "Keyless:SignatureLifetime must be 5 minutes to 12 hours, for example 06:00:00.")]
    public TimeSpan SignatureLifetime { get; set; } = TimeSpan.FromHours(6);
}
