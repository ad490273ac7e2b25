using Azure.Data.Tables;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Bandwidth;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.Keyless;
using DtnBox.Functions.Transfers.Tuning;

namespace DtnBox.Functions.Commands;

/// <summary>The agents' side of the queue: lease, report, hold.</summary>
internal sealed class CommandLeases(
    StorageAccount account,
    NodeDirectory nodes,
    AgentDirectory agents,
    CommandSignals signals,
    TuningLog tuning,
    AgentCaps caps,
    GrantWatch grants,
    KeyAccess keys,
    CommandContents contents,
    TimeProvider time)
{
    /// <summary>How long a command stays with an agent that says nothing. Progress comes every second.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);

    /// <summary>How often a waiting agent's queue is looked at, for commands that another instance stored.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private TableClient Table => account.Commands;

    /// <summary>Leases up to <c>Max</c> commands, the oldest first; waits for some as long as asked.</summary>
    public async Task<IReadOnlyList<LeasedCommand>> LeaseAsync(
        AgentId agent, LeaseCommands request, CancellationToken cancellationToken)
    {
        DateTimeOffset end = time.GetUtcNow() + TimeSpan.FromSeconds(request.WaitSeconds);
        while (true)
        {
            Task signal = signals.Next(agent.NodeId);
            IReadOnlyList<LeasedCommand> leased = await LeaseFreeAsync(agent, request, cancellationToken);
            TimeSpan left = end - time.GetUtcNow();
            if (leased.Count > 0 || left <= TimeSpan.Zero)
            {
                return leased;
            }

            await signals.WaitAsync(signal, left < LookEvery ? left : LookEvery, cancellationToken);
        }
    }

    /// <summary>Takes progress, renews leases, and says what the agent must do with each command.</summary>
    public async Task<ProgressAnswer> ReportAsync(
        AgentId agent, ReportProgress report, CancellationToken cancellationToken)
    {
        Dictionary<string, OpenCommandRow> open = await Table
            .ReadRangeAsync<OpenCommandRow>(agent.NodeId, OpenCommandRow.Prefix, cancellationToken: cancellationToken)
            .ToDictionaryAsync(row => row.GetId(), StringComparer.Ordinal, cancellationToken);
        List<OpenCommandRow> held = [];
        List<CommandDirective> directives = [];
        foreach (CommandProgress progress in report.Commands)
        {
            if (!open.TryGetValue(progress.CommandId, out OpenCommandRow? row) || row.LeaseId != progress.LeaseId)
            {
                directives.Add(new CommandDirective(progress.CommandId, Directive.Abandon));
                continue;
            }

            // An agent that took over counts up to where the last one was; people should not see that.
            row.ObjectsDone = Math.Max(row.ObjectsDone, progress.ObjectsDone);
            row.BytesDone = Math.Max(row.BytesDone, progress.BytesDone);
            row.LeaseExpiresAt = time.GetUtcNow() + LeaseTime;
            held.Add(row);
            if (progress.Tuning is { Count: > 0 } changes)
            {
                await tuning.AppendAsync(row.TransferId, agent, changes, cancellationToken);
            }

            directives.Add(new CommandDirective(progress.CommandId, await DirectiveAsync(row, cancellationToken)));
        }

        await RenewAsync(held, cancellationToken);
        return new ProgressAnswer(directives, await caps.ForAsync(agent, open.Values, cancellationToken));
    }

    /// <summary>What an agent may send now, all that it has leased taken together.</summary>
    public async Task<BandwidthCaps> CapsAsync(AgentId agent, CancellationToken cancellationToken)
        => await caps.ForAsync(
            agent,
            await Table.ReadRangeAsync<OpenCommandRow>(
                agent.NodeId, OpenCommandRow.Prefix, cancellationToken: cancellationToken).ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>The open command that an agent holds under a lease, or null when it does not hold it (any more).</summary>
    public async Task<OpenCommandRow?> HeldAsync(
        AgentId agent, string commandId, string? leaseId, CancellationToken cancellationToken)
        => await Table.FindAsync<OpenCommandRow>(
                agent.NodeId, OpenCommandRow.Prefix + commandId, cancellationToken) is { } row
            && row.LeaseId is not null && row.LeaseId == leaseId && row.AgentName == agent.Name ? row : null;

    private async Task<IReadOnlyList<LeasedCommand>> LeaseFreeAsync(
        AgentId agent, LeaseCommands request, CancellationToken cancellationToken)
    {
        List<OpenCommandRow> open = await Table
            .ReadRangeAsync<OpenCommandRow>(agent.NodeId, OpenCommandRow.Prefix, cancellationToken: cancellationToken)
            .Where(row => row.IsFree(time.GetUtcNow(), agent.Name, request))
            .ToListAsync(cancellationToken);
        List<LeasedCommand> leased = [];
        if (open.Count == 0 || !await MayLeaseAsync(agent, cancellationToken))
        {
            return leased;
        }

        foreach (OpenCommandRow row in open.OrderBy(row => row.GetTurn()))
        {
            if (leased.Count == request.Max)
            {
                break;
            }

            if (!await keys.KnowsHowAsync(row, request, cancellationToken))
            {
                // Another agent of the node may; until one comes, the transfer says what it waits for.
                continue;
            }

            if (await grants.LookAsync(row, cancellationToken) != GrantDecision.GoesOn)
            {
                // Its stores' keys do not leave. The orchestration ends the command, or a new grant lets it go on.
                continue;
            }

            row.LeaseId = Guid.NewGuid().ToString("N");
            row.AgentName = agent.Name;
            row.SessionId = request.SessionId;
            row.LeaseExpiresAt = time.GetUtcNow() + LeaseTime;
            row.Deliveries++;
            if (await Table.TrySubmitAsync([TableAccess.Update(row)], cancellationToken))
            {
                if (await contents.FindAsync(row, cancellationToken) is not { } command)
                {
                    // What is left of a transfer whose rows are being removed: it must not stand in the way of others.
                    await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
                    continue;
                }

                CommandMeter.Leased(row, time.GetUtcNow());
                leased.Add(command);
            }
        }

        return leased;
    }

    private async Task<bool> MayLeaseAsync(AgentId agent, CancellationToken cancellationToken)
        => await agents.MayLeaseAsync(agent, cancellationToken)
            && await nodes.FindAsync(agent.NodeId, cancellationToken) is not { DrainingSince: not null };

    private async Task<Directive> DirectiveAsync(OpenCommandRow row, CancellationToken cancellationToken)
    {
        if (row.StopRequested)
        {
            return Directive.Stop;
        }

        // An orchestration that was told that a right is gone asks for the stop itself, within a second. Stopping before
        // it knows why would look to it like an end. One that cannot be told now hears later; the work ends in any case.
        return await grants.LookAsync(row, cancellationToken) == GrantDecision.Unheard ? Directive.Abandon : Directive.Continue;
    }

    private async Task RenewAsync(List<OpenCommandRow> held, CancellationToken cancellationToken)
    {
        if (held.Count == 0 || await Table.TrySubmitAsync(held.Select(TableAccess.Update), cancellationToken))
        {
            return;
        }

        // One of them changed meanwhile (a stop order, say): renew them one by one; that one waits for the next report.
        foreach (OpenCommandRow row in held)
        {
            await Table.TrySubmitAsync([TableAccess.Update(row)], cancellationToken);
        }
    }
}
