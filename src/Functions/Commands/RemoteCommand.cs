using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;

namespace DtnBox.Functions.Commands;

/// <summary>A remote activity to be run by an agent of a node.</summary>
/// <param name="Id">The id (see <see cref="CommandId"/>); scheduling it twice is scheduling it once.</param>
/// <param name="NodeId">Whose agents run it.</param>
/// <param name="TransferId">The transfer it belongs to.</param>
/// <param name="InstanceId">The orchestration that waits for it.</param>
/// <param name="Name">One of <c>CommandNames</c>.</param>
/// <param name="Input">Its input record.</param>
/// <param name="Traceparent">The W3C trace context of whoever asked for it; absent for whoever asks now.</param>
internal sealed record RemoteCommand(
    string Id,
    string NodeId,
    string TransferId,
    string InstanceId,
    string Name,
    JsonElement Input,
    string? Traceparent = null);

/// <summary>How a command ended: the payload of the event that the orchestration waits for.</summary>
internal sealed record CommandCompletion(CommandOutcome Outcome, JsonElement? Result, Fault? Error)
{
    public TResult? ReadResult<TResult>()
        => Result is { } result ? result.Deserialize<TResult>(ContractJson.Options) : default;

    /// <summary>The name of that event.</summary>
    public static string EventName(string commandId) => $"CommandCompleted:{commandId}";
}

/// <summary>What is to be told to whom.</summary>
/// <param name="InstanceId">The orchestration.</param>
/// <param name="EventName">The name of the event.</param>
/// <param name="Payload">What it says.</param>
internal sealed record Telling(string InstanceId, string EventName, object Payload);
