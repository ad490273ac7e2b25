using System.Text.Json;

namespace DtnBox.Cli.Hub.Histories;

/// <summary>Why a step failed, with what caused that.</summary>
internal sealed record StepFailure(string? Type, string Message, StepFailure? Inner)
{
    /// <summary>Reads the failure of a history event; null when it tells of none.</summary>
    public static StepFailure? FromEvent(JsonElement item)
        => item.Member("FailureDetails") is { ValueKind: JsonValueKind.Object } details
            ? FromDetails(details)
            : item.Text("Reason", "Details") is { Length: > 0 } reason ? new StepFailure(null, reason, null) : null;

    /// <summary>Reads the failure that a worker of DtnBox returned as its result, since hosts keep no other; null when it did not fail.</summary>
    /// <remarks>Such a result is a string that holds <c>{"ok":false,"error":{...}}</c>.</remarks>
    public static StepFailure? FromResult(JsonElement? result)
    {
        if (result is not { ValueKind: JsonValueKind.String } text
            || !text.GetString()!.StartsWith("{\"ok\":false,", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(text.GetString()!).Member("error") is { } error ? FromDetails(error) : null;
        }
        catch (JsonException)
        {
            // It only looked like one.
            return null;
        }
    }

    private static StepFailure FromDetails(JsonElement details) => new(
        details.Text("ErrorType", "type"),
        details.Text("ErrorMessage", "message") ?? "no message",
        details.Member("InnerFailure", "inner") is { ValueKind: JsonValueKind.Object } inner ? FromDetails(inner) : null);
}
