using System.ComponentModel.DataAnnotations;

namespace DtnBox.Functions.Retention;

/// <summary>How long finished work is remembered. Bound from the <c>Retention</c> section; checked at start-up.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>
    /// Gets or sets how long after its end an orchestration is kept in the task hub: state, history and payloads.
    /// Default 7 days; zero keeps all of them for ever. Transfers and their ledgers stay whatever is set here.
    /// </summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00",
        "3650.00:00:00",
        ErrorMessage = "Retention:FinishedOrchestrations must be 0 (keep for ever) to 3650 days, for example 7.00:00:00.")]
    public TimeSpan FinishedOrchestrations { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Gets or sets how long multipart uploads stay open of a transfer that ended with errors, failed, or was stopped or
    /// parked. Default 7 days; zero keeps them for ever. A restart after that sends its unfinished large objects anew.
    /// </summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00",
        "3650.00:00:00",
        ErrorMessage = "Retention:OpenUploads must be 0 (keep for ever) to 3650 days, for example 7.00:00:00.")]
    public TimeSpan OpenUploads { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets how long entries of the audit are kept. Default 400 days; zero keeps them for ever.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00",
        "36500.00:00:00",
        ErrorMessage = "Retention:Audit must be 0 (keep for ever) to 36500 days, for example 400.00:00:00.")]
    public TimeSpan Audit { get; set; } = TimeSpan.FromDays(400);
}
