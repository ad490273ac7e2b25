using System.Text.Json;

namespace DtnBox.DurableTask.Client;

/// <summary>An instance as the management API shows it.</summary>
internal sealed record InstancePayload(
    string? Name,
    string InstanceId,
    OrchestrationRuntimeStatus RuntimeStatus,
    JsonElement? Input,
    JsonElement? Output,
    JsonElement? CustomStatus,
    DateTimeOffset CreatedTime,
    DateTimeOffset LastUpdatedTime)
{
    public OrchestrationMetadata ToMetadata(bool withInputsAndOutputs, DataConverter converter)
        => new(Name ?? string.Empty, InstanceId)
        {
            RuntimeStatus = RuntimeStatus,
            CreatedAt = CreatedTime,
            LastUpdatedAt = LastUpdatedTime,
            SerializedInput = withInputsAndOutputs ? Text(Input) : null,
            SerializedOutput = withInputsAndOutputs ? Text(Output) : null,
            SerializedCustomStatus = Text(CustomStatus),
            FailureDetails = withInputsAndOutputs && RuntimeStatus is OrchestrationRuntimeStatus.Failed ? Failure() : null,
            DataConverter = converter,
        };

    private static string? Text(JsonElement? value)
        => value is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given ? given.GetRawText() : null;

    /// <summary>The API shows a failure as one text, <c>ErrorType: ErrorMessage</c>.</summary>
    private TaskFailureDetails Failure()
    {
        string text = Output is { ValueKind: JsonValueKind.String } output ? output.GetString()! : Text(Output) ?? string.Empty;
        int colon = text.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && !text.AsSpan(0, colon).Contains(' ')
            ? new TaskFailureDetails(text[..colon], text[(colon + 2)..])
            : new TaskFailureDetails("(unknown)", text);
    }
}
