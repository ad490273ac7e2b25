using Azure.Data.Tables;
using DtnBox.DurableTask.Client;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Commands;

/// <summary>Carries completions to the orchestrations that wait for them.</summary>
/// <remarks>
/// A completion is stored together with a <see cref="RaiseRow"/>, which goes only when the event was accepted. If this
/// process dies in between, the timer function raises it again; an event that comes twice is dropped by the orchestration.
/// </remarks>
internal sealed partial class CommandCompletions(
    StorageAccount account, DurableTaskClient orchestrations, TimeProvider time, ILogger<CommandCompletions> logger)
{
    /// <summary>How long a completion may be on its way before the timer function takes it for lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The transaction that ends a command: done for good, out of the queue, to be raised.</summary>
    public static TableTransactionAction[] Move(CommandRow done, OpenCommandRow open, DateTimeOffset now) =>
    [
        TableAccess.Update(done),
        TableAccess.Delete(open),
        TableAccess.Insert(new RaiseRow
        {
            PartitionKey = done.PartitionKey,
            RowKey = RaiseRow.Prefix + open.GetId(),
            CompletedAt = now,
        }),
    ];

    /// <summary>Raises one completion. A failure is left to the timer function.</summary>
    public async Task RaiseAsync(string nodeId, string commandId, CancellationToken cancellationToken)
    {
        try
        {
            CommandRow? command = await account.Commands.FindAsync<CommandRow>(
                nodeId, CommandRow.Prefix + commandId, cancellationToken);
            // A probe has no orchestration that waits for it.
            if (command?.ReadCompletion() is { } completion && command.InstanceId.Length > 0)
            {
                await orchestrations.RaiseEventAsync(
                    command.InstanceId, CommandCompletion.EventName(commandId), completion, cancellationToken);
            }
        }
        catch (OrchestrationNotActiveException gone)
        {
            // The run that waited is over. A run that takes over reads the completion when it schedules the command.
            LogWaiterGone(commandId, gone.InstanceId);
        }
        catch (HttpRequestException unreachable)
        {
            LogRaiseFailed(commandId, unreachable);
            return;
        }

        await account.Commands.DeleteEntityAsync(
            nodeId, RaiseRow.Prefix + commandId, cancellationToken: cancellationToken);
    }

    /// <summary>Raises again what was completed a while ago and is still not known to have arrived.</summary>
    public async Task RaiseLostAsync(string nodeId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        await foreach (RaiseRow lost in account.Commands.ReadRangeAsync<RaiseRow>(
            nodeId, RaiseRow.Prefix, cancellationToken: cancellationToken))
        {
            if (now - lost.CompletedAt >= Patience)
            {
                LogRaisingAgain(lost.GetCommandId());
                await RaiseAsync(nodeId, lost.GetCommandId(), cancellationToken);
            }
        }
    }
}
