using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Data.Tables;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.Chains;

namespace DtnBox.Functions.Commands;

/// <summary>The control plane's side of the queue: schedule, stop, clear.</summary>
/// <remarks>
/// All rows of a node lie in one partition, so each step is one entity-group transaction:
/// scheduled {cmd + open} → leased {open} → completed {cmd, − open, + raise} → raised {− raise}.
/// </remarks>
internal sealed class CommandQueue(StorageAccount account, CommandSignals signals, TimeProvider time)
{
    private TableClient Table => account.Commands;

    /// <summary>Puts a command into its node's queue, once, however often it is called.</summary>
    /// <returns>How it ended, when it has; null while the event is still to come.</returns>
    public async Task<CommandCompletion?> ScheduleAsync(RemoteCommand command, CancellationToken cancellationToken)
    {
        if (await TryAddAsync([(command, null)], cancellationToken))
        {
            return null;
        }

        // It is there already: from a replay, a retry, or a run that took over and must now hear of the completion.
        CommandRow? known = await Table.ChangeAsync<CommandRow>(
            command.NodeId,
            CommandRow.Prefix + command.Id,
            existing =>
            {
                bool moved = existing.InstanceId != command.InstanceId;
                existing.InstanceId = command.InstanceId;
                existing.Traceparent = moved ? Activity.Current?.Id : existing.Traceparent;
                return moved;
            },
            cancellationToken);
        return known?.ReadCompletion();
    }

    /// <summary>Puts commands of one node into its queue, all of them or, when there is one of them already, none.</summary>
    /// <param name="commands">The commands, and the chain that each is a step of.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<bool> TryAddAsync(
        IReadOnlyList<(RemoteCommand Command, ChunkChain? Chain)> commands, CancellationToken cancellationToken)
    {
        IEnumerable<TableTransactionAction> inserts = commands.SelectMany(added => (TableTransactionAction[])
            [TableAccess.Insert(Row(added.Command, added.Chain)), TableAccess.Insert(Open(added.Command, added.Chain))]);
        if (!await Table.TrySubmitAsync(inserts, cancellationToken))
        {
            return false;
        }

        signals.Signal(commands[0].Command.NodeId);
        return true;
    }

    /// <summary>Finds the command of a chain that is there already. One of an earlier version becomes a step of the chain.</summary>
    public Task<CommandRow?> AdoptAsync(RemoteCommand command, ChunkChain chain, CancellationToken cancellationToken)
        => Table.ChangeAsync<CommandRow>(
            command.NodeId,
            CommandRow.Prefix + command.Id,
            existing =>
            {
                bool isOld = existing.ChainJson is null;
                if (isOld)
                {
                    existing.WriteChain(chain);
                }

                return isOld;
            },
            cancellationToken);

    /// <summary>Asks every open command of a transfer to stop; one that nobody holds ends at once.</summary>
    /// <returns>The ids of those that ended at once; their completions must be raised.</returns>
    public async IAsyncEnumerable<string> StopAsync(
        string nodeId, string transferId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // What agents hold first: they go on working until they hear of it, and nobody works on the others.
        List<OpenCommandRow> all = await OpenAsync(nodeId, transferId, cancellationToken).ToListAsync(cancellationToken);
        foreach (OpenCommandRow open in all.OrderBy(open => open.LeaseId is null))
        {
            if (!open.IsLeased(time.GetUtcNow()))
            {
                if (await EndUnheldAsync(open, cancellationToken))
                {
                    yield return open.GetId();
                }
            }
            else if (!open.StopRequested)
            {
                open.StopRequested = true;

                // May lose against the agent's own progress report: the caller asks again until nothing is held.
                await Table.TrySubmitAsync([TableAccess.Update(open)], cancellationToken);
            }
        }
    }

    /// <summary>Takes everything that an agent holds from it, for others to lease at once.</summary>
    public async Task ReleaseAsync(AgentId agent, CancellationToken cancellationToken)
    {
        await foreach (OpenCommandRow open in Table.ReadRangeAsync<OpenCommandRow>(
            agent.NodeId, OpenCommandRow.Prefix, cancellationToken: cancellationToken))
        {
            if (open.AgentName == agent.Name && open.LeaseId is not null)
            {
                await Table.ChangeAsync<OpenCommandRow>(
                    agent.NodeId, open.RowKey, row => row.TryRelease(agent.Name), cancellationToken);
            }
        }

        signals.Signal(agent.NodeId);
    }

    /// <summary>The open commands of one transfer at one node.</summary>
    public IAsyncEnumerable<OpenCommandRow> OpenAsync(
        string nodeId, string transferId, CancellationToken cancellationToken)
        => Table.ReadRangeAsync<OpenCommandRow>(
            nodeId, $"{OpenCommandRow.Prefix}{transferId}.", cancellationToken: cancellationToken);

    /// <summary>Removes everything a finished transfer left at a node.</summary>
    public async Task ClearAsync(string nodeId, string transferId, CancellationToken cancellationToken)
    {
        foreach (string prefix in (string[])[OpenCommandRow.Prefix, RaiseRow.Prefix, CommandRow.Prefix])
        {
            IAsyncEnumerable<CommandRow> rows = Table.ReadRangeAsync<CommandRow>(
                nodeId, $"{prefix}{transferId}.", cancellationToken: cancellationToken);
            await foreach (CommandRow[] batch in rows.Chunk(100).WithCancellation(cancellationToken))
            {
                await Table.SubmitTransactionAsync(
                    batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, Azure.ETag.All)),
                    cancellationToken);
            }
        }
    }

    /// <summary>Removes what is kept of a command that has ended, so that it can be scheduled again.</summary>
    /// <remarks>Somebody else may have done so, and scheduled it again already: only the row that was seen to be done goes.</remarks>
    public async Task ForgetAsync(string nodeId, string commandId, CancellationToken cancellationToken)
    {
        if (await Table.FindAsync<CommandRow>(nodeId, CommandRow.Prefix + commandId, cancellationToken) is { Done: true } ended)
        {
            await Table.DeleteEntityAsync(nodeId, RaiseRow.Prefix + commandId, cancellationToken: cancellationToken);
            await Table.TrySubmitAsync([TableAccess.Delete(ended)], cancellationToken);
        }
    }

    private static CommandRow Row(RemoteCommand command, ChunkChain? chain)
    {
        var row = new CommandRow
        {
            PartitionKey = command.NodeId,
            RowKey = CommandRow.Prefix + command.Id,
            TransferId = command.TransferId,
            InstanceId = command.InstanceId,
            Name = command.Name,
            InputJson = command.Input.GetRawText(),
            Traceparent = command.Traceparent ?? Activity.Current?.Id,
        };
        row.WriteChain(chain);
        return row;
    }

    private OpenCommandRow Open(RemoteCommand command, ChunkChain? chain) => new()
    {
        PartitionKey = command.NodeId,
        RowKey = OpenCommandRow.Prefix + command.Id,
        TransferId = command.TransferId,
        Chunk = command.Input.TryGetProperty("chunk", out JsonElement chunk) ? chunk.GetInt32() : null,
        Name = command.Name,
        ScheduledAt = time.GetUtcNow(),
        ChainBeganAt = chain?.BeganAt,
    };

    private async Task<bool> EndUnheldAsync(OpenCommandRow open, CancellationToken cancellationToken)
    {
        CommandRow? row = await Table.FindAsync<CommandRow>(
            open.PartitionKey, CommandRow.Prefix + open.GetId(), cancellationToken);
        if (row is null || row.Done)
        {
            return false;
        }

        row.Complete(leaseId: null, new CommandCompletion(CommandOutcome.Stopped, null, null), time.GetUtcNow());
        return await Table.TrySubmitAsync(CommandCompletions.Move(row, open, time.GetUtcNow()), cancellationToken);
    }
}
