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
internal sealed record RemoteCommand(
    string Id, string NodeId, string TransferId, string InstanceId, string Name, JsonElement Input);

/// <summary>How a command ended: the payload of the event that the orchestration waits for.</summary>
internal sealed record CommandCompletion(CommandOutcome Outcome, JsonElement? Result, Fault? Error)
{
    /// <summary>The name of that event.</summary>
    public static string EventName(string commandId) => $"CommandCompleted:{commandId}";
}
