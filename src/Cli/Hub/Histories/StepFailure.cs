using System.Text.Json;

namespace DtnBox.Cli.Hub.Histories;

/// <summary>Why a step failed, with what caused that.</summary>
internal sealed record StepFailure(string? Type, string Message, StepFailure? Inner)
{
    // What the worker writes where it was told no cause.
    private const string Unknown = "(unknown)";

    /// <summary>Reads the failure of a history event; null when it tells of none.</summary>
    public static StepFailure? FromEvent(JsonElement item)
        => item.Member("FailureDetails") is { ValueKind: JsonValueKind.Object } details
            ? FromDetails(details)
            : item.Text("Reason", "Details") is { Length: > 0 } reason ? new StepFailure(null, reason, null) : null;

    private static StepFailure FromDetails(JsonElement details) => new(
        details.Text("ErrorType"),
        details.Text("ErrorMessage") ?? "no message",
        details.Member("InnerFailure") is { ValueKind: JsonValueKind.Object } inner && inner.Text("ErrorType") != Unknown
            ? FromDetails(inner)
            : null);
}
