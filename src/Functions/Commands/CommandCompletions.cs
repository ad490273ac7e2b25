using Azure.Data.Tables;
using DtnBox.Functions.Orchestrations;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.Chains;

namespace DtnBox.Functions.Commands;

/// <summary>Carries completions to the orchestrations that wait for them, and chains of commands to their next one.</summary>
/// <remarks>
/// A completion is stored together with a <see cref="RaiseRow"/>, which goes only when the event was accepted, or the next
/// command is in its queue. If this process dies in between, the timer function does it again; an event that comes twice is
/// dropped by the orchestration, and a command that is there already stays as it is.
/// </remarks>
internal sealed partial class CommandCompletions(
    StorageAccount account,
    IOrchestrations orchestrations,
    ChunkChains chains,
    TimeProvider time,
    ILogger<CommandCompletions> logger)
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

    /// <summary>Raises one completion, or begins what follows it. A failure is left to the timer function.</summary>
    public async Task RaiseAsync(string nodeId, string commandId, CancellationToken cancellationToken)
    {
        try
        {
            CommandRow? command = await account.Commands.FindAsync<CommandRow>(
                nodeId, CommandRow.Prefix + commandId, cancellationToken);
            if (command is not null && await TellingOfAsync(command, commandId, cancellationToken) is { } telling
                && !await orchestrations.RaiseAsync(
                    telling.InstanceId, telling.EventName, telling.Payload, cancellationToken))
            {
                // The run that waited is over. A run that takes over reads the completion when it schedules the command.
                LogWaiterGone(commandId, telling.InstanceId);
            }
        }
        catch (OrchestrationsUnreachableException unreachable)
        {
            LogRaiseFailed(commandId, unreachable);
            return;
        }

        await account.Commands.DeleteEntityAsync(
            nodeId, RaiseRow.Prefix + commandId, cancellationToken: cancellationToken);
    }

    /// <summary>Does again what the request that ended the command left undone; nothing when it left nothing.</summary>
    public async Task RaiseLeftAsync(string nodeId, string commandId, CancellationToken cancellationToken)
    {
        if (await account.Commands.FindAsync<RaiseRow>(
            nodeId, RaiseRow.Prefix + commandId, cancellationToken) is not null)
        {
            await RaiseAsync(nodeId, commandId, cancellationToken);
        }
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

    /// <summary>What is to be told of an end. A chain that goes on tells nothing, and a probe has nobody who waits for it.</summary>
    private async Task<Telling?> TellingOfAsync(CommandRow command, string commandId, CancellationToken cancellationToken)
        => command.ReadCompletion() is not { } completion ? null
            : command.ChainJson is not null ? await chains.GoOnAsync(command, cancellationToken)
            : command.InstanceId.Length > 0
                ? new Telling(command.InstanceId, CommandCompletion.EventName(commandId), completion)
            : null;
}
