using System.Text.Json;

namespace DtnBox.DurableTask.Replay;

/// <summary>What an activity function returns to the host, and its orchestration finds in the history.</summary>
/// <remarks>
/// The host keeps only what is returned with status 200: an error status loses the exception's type and message. It also
/// rewrites numbers and dates in JSON values, but leaves strings alone. So every outcome is returned as a string that
/// holds <c>{"ok":true,"result":…}</c> or <c>{"ok":false,"error":{…}}</c>.
/// </remarks>
internal static class ActivityResult
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <param name="result">JSON text, or null.</param>
    public static string Succeeded(string? result) => $$"""{"ok":true,"result":{{result ?? "null"}}}""";

    public static string Failed(TaskFailureDetails failure)
        => $$"""{"ok":false,"error":{{JsonSerializer.Serialize(Error.From(failure), Web)}}}""";

    /// <summary>Reads a recorded result: the JSON text of the outcome, or the failure.</summary>
    /// <remarks>Whatever is not in our form was returned by another worker or the host itself, and is taken as is.</remarks>
    public static (string? Result, TaskFailureDetails? Failure) Read(string? recorded)
    {
        try
        {
            return ParseOutcome(recorded) switch
            {
                { Ok: true } outcome => (outcome.Result?.GetRawText(), null),
                { Ok: false, Error: { } error } => (null, error.ToDetails()),
                _ => (recorded, null),
            };
        }
        catch (JsonException)
        {
            return (recorded, null);
        }
    }

    private static Outcome? ParseOutcome(string? recorded)
        => recorded is not null && recorded.StartsWith('"')
            && JsonSerializer.Deserialize<string>(recorded) is { } text
            && text.StartsWith("{\"ok\":", StringComparison.Ordinal)
            ? JsonSerializer.Deserialize<Outcome>(text, Web)
            : null;

    private sealed record Outcome(bool Ok, JsonElement? Result, Error? Error);

    private sealed record Error(string Type, string Message, string? Stack, Error? Inner, bool NonRetriable)
    {
        public static Error From(TaskFailureDetails failure) => new(
            failure.ErrorType,
            failure.ErrorMessage,
            failure.StackTrace,
            failure.InnerFailure is { } inner ? From(inner) : null,
            failure.IsNonRetriable);

        public TaskFailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), NonRetriable);
    }
}
