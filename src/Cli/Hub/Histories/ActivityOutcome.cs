using System.Text.Json;

namespace DtnBox.Cli.Hub.Histories;

/// <summary>What an activity recorded as its result.</summary>
/// <remarks>
/// Workers of DtnBox record a string that holds <c>{"ok":true,"result":...}</c> or <c>{"ok":false,"error":{...}}</c>,
/// because hosts lose the cause of a failed activity otherwise. All other results are what they are.
/// </remarks>
internal sealed record ActivityOutcome(JsonElement? Result, StepFailure? Failure)
{
    public static ActivityOutcome Read(JsonElement? recorded)
    {
        if (recorded is not { ValueKind: JsonValueKind.String } text
            || !text.GetString()!.StartsWith("{\"ok\":", StringComparison.Ordinal))
        {
            return new ActivityOutcome(recorded, null);
        }

        try
        {
            JsonElement outcome = JsonElement.Parse(text.GetString()!);
            return outcome.Member("ok") is { ValueKind: JsonValueKind.False } && outcome.Member("error") is { } error
                ? new ActivityOutcome(null, StepFailure.FromDetails(error))
                : new ActivityOutcome(outcome.Member("result"), null);
        }
        catch (JsonException)
        {
            // It only looked like one.
            return new ActivityOutcome(recorded, null);
        }
    }
}
