using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Activities;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Activities that an agent runs: an ordinary activity stores the commands, an event brings the end of each.</summary>
internal static class RemoteActivities
{
    /// <summary>
    /// Activities here are short and safe to repeat. One that died with the worker, or met a storage hiccup, is tried
    /// again for about two minutes; then the run fails, and the timer function begins another.
    /// </summary>
    public static readonly TaskOptions Retries = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 8,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromSeconds(30)));

    /// <summary>Runs a remote activity once, however often the orchestration replays or is taken over.</summary>
    /// <param name="reached">The state that the run reaches with it.</param>
    public static async Task<RemoteOutcome<TResult>> CallRemoteActivityAsync<TResult>(
        this TaskOrchestrationContext context,
        string transferId,
        string nodeId,
        string commandId,
        string name,
        object input,
        StateReached? reached = null)
        => (await context.CallRemoteActivitiesAsync<TResult>(
            transferId, [new RemoteCall(nodeId, commandId, name, input)], reached))[0];

    /// <summary>Runs several side by side, for the price of one activity and an event for each.</summary>
    public static async Task<RemoteOutcome<TResult>[]> CallRemoteActivitiesAsync<TResult>(
        this TaskOrchestrationContext context,
        string transferId,
        IReadOnlyList<RemoteCall> calls,
        StateReached? reached = null)
    {
        Task<CommandCompletion>[] completions = [.. calls.Select(call =>
            context.WaitForExternalEvent<CommandCompletion>(CommandCompletion.EventName(call.CommandId)))];
        CommandCompletion?[] known = await context.CallActivityAsync<CommandCompletion?[]>(
            nameof(ScheduleCommands),
            new CommandsWanted(
                [.. calls.Select(call => new RemoteCommand(
                    call.CommandId,
                    call.NodeId,
                    transferId,
                    context.InstanceId,
                    call.Name,
                    JsonSerializer.SerializeToElement(call.Input, ContractJson.Options)))],
                reached),
            Retries);
        var outcomes = new RemoteOutcome<TResult>[calls.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            CommandCompletion end = known[i] ?? await completions[i];
            outcomes[i] = new RemoteOutcome<TResult>(end.Outcome, end.ReadResult<TResult>(), end.Error);
        }

        return outcomes;
    }
}

/// <summary>One remote activity to be run.</summary>
internal sealed record RemoteCall(string NodeId, string CommandId, string Name, object Input);

/// <summary>How a remote activity ended.</summary>
internal sealed record RemoteOutcome<TResult>(CommandOutcome Outcome, TResult? Result, Fault? Error);
