using System.Text.Json;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts;
using DtnBox.DurableTask;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Activities;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Activities that an agent runs: an ordinary activity stores the command, an event brings its end.</summary>
internal static class RemoteActivities
{
    /// <summary>
    /// Activities here are short and safe to repeat. One that died with the handler, or met a storage hiccup, is tried
    /// again for about two minutes; then the run fails, and the timer function begins another.
    /// </summary>
    public static readonly TaskOptions Retries = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 8,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromSeconds(30)));

    /// <summary>Runs a remote activity once, however often the orchestration replays or is taken over.</summary>
    public static async Task<RemoteOutcome<TResult>> CallRemoteActivityAsync<TResult>(
        this TaskOrchestrationContext context, string transferId, string nodeId, string commandId, string name, object input)
    {
        var command = new RemoteCommand(
            commandId,
            nodeId,
            transferId,
            context.InstanceId,
            name,
            JsonSerializer.SerializeToElement(input, ContractJson.Options));
        Task<CommandCompletion> completion = context.WaitForExternalEvent<CommandCompletion>(
            CommandCompletion.EventName(commandId));
        CommandCompletion? known = await context.CallActivityAsync<CommandCompletion?>(
            nameof(ScheduleCommand), command, Retries);
        CommandCompletion end = known ?? await completion;
        return new RemoteOutcome<TResult>(
            end.Outcome,
            end.Result is { } result ? result.Deserialize<TResult>(ContractJson.Options) : default,
            end.Error);
    }
}

/// <summary>How a remote activity ended.</summary>
internal sealed record RemoteOutcome<TResult>(CommandOutcome Outcome, TResult? Result, Fault? Error);
