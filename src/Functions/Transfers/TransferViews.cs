using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Transfers;

/// <summary>Shows transfers: the row, the ledger's sums, and what agents have reported since.</summary>
internal sealed class TransferViews(
    TransferLedger ledger, CommandQueue queue, AgentDirectory agents, NodeDirectory nodes)
{
    public async Task<TransferView> ViewAsync(TransferRow row, CancellationToken cancellationToken)
    {
        string id = row.GetId();

        // Open commands first, sums after: a chunk that completes in between is in the sums, and what its command had
        // reported is no longer more than what its row says. So figures never run backwards.
        List<OpenCommandRow> open = await OpenAsync(row, cancellationToken);
        (TotalsRow sums, IReadOnlyDictionary<int, ChunkRow> chunks) = await ledger.SnapshotAsync(
            id, [.. open.Select(command => command.Chunk).OfType<int>()], cancellationToken);
        TransferTotals totals = open
            .Where(command => command.Chunk is not null && chunks.ContainsKey(command.Chunk.Value))
            .Aggregate(sums.View(), (sum, command) => Add(sum, command, chunks[command.Chunk!.Value]));
        return new TransferView(
            id,
            row.Label,
            row.Owner,
            row.GetSource(),
            row.GetDestination(),
            row.GetSettings(),
            row.GetSettings().Kind == TransferKind.DryRun ? row.State : Refine(row.State, totals),
            await WaitingForAsync(row, open, cancellationToken),
            row.GetFault(),
            row.Attempt,
            row.CreatedAt,
            row.StartedAt,
            row.EndedAt,
            totals,
            sums.ReadFaults().Concat(sums.ReadExtrasFaults())
                .DistinctBy(fault => fault.Key).ToDictionary(StringComparer.Ordinal),
            sums.ReadNotCopied(),
            row.GetKeys(),
            RttMilliseconds: row.RttMilliseconds);
    }

    private static TransferTotals Add(TransferTotals totals, OpenCommandRow command, ChunkRow chunk) => command.Name switch
    {
        CommandNames.CopyChunk => totals with
        {
            ObjectsCopied = totals.ObjectsCopied + Math.Max(0, command.ObjectsDone - chunk.ObjectsCopied),
            BytesCopied = totals.BytesCopied + Math.Max(0, command.BytesDone - chunk.BytesCopied),
        },
        CommandNames.VerifyChunk => totals with
        {
            ObjectsVerified = totals.ObjectsVerified + Math.Max(0, command.ObjectsDone - chunk.ObjectsVerified),
            BytesVerified = totals.BytesVerified + Math.Max(0, command.BytesDone - chunk.BytesVerified),
        },
        _ => totals,
    };

    /// <summary>When all is copied and only read-backs are left, copying is called verifying.</summary>
    private static TransferState Refine(TransferState state, TransferTotals totals)
        => state == TransferState.Copying && totals.ListingComplete
            && totals.ObjectsCopied + totals.ObjectsFailed >= totals.ObjectsPlanned
            ? TransferState.Verifying
            : state;

    private async Task<List<OpenCommandRow>> OpenAsync(TransferRow row, CancellationToken cancellationToken)
    {
        List<OpenCommandRow> open = [];
        if (!TransferStates.IsAtRest(row.State))
        {
            foreach (string nodeId in (HashSet<string>)[row.CopyNode, row.VerifyNode])
            {
                await foreach (OpenCommandRow command in queue.OpenAsync(nodeId, row.GetId(), cancellationToken))
                {
                    open.Add(command);
                }
            }
        }

        return open;
    }

    private async Task<string?> WaitingForAsync(
        TransferRow row, List<OpenCommandRow> open, CancellationToken cancellationToken)
    {
        foreach (string nodeId in open.Select(command => command.PartitionKey).Distinct(StringComparer.Ordinal))
        {
            IReadOnlyList<AgentView> views = await agents.ViewAsync(nodeId, cancellationToken);
            if (!views.Any(agent => agent.Online))
            {
                return $"node {nodeId}: none of its agents is connected";
            }

            // Only when nothing of the transfer moves there: what is in hand of a drained node is finished.
            if (!open.Any(command => command.PartitionKey == nodeId && command.LeaseId is not null)
                && (views.All(agent => !agent.Online || agent.DrainingSince is not null)
                    || await nodes.FindAsync(nodeId, cancellationToken) is { DrainingSince: not null }))
            {
                return $"node {nodeId}: it is drained";
            }

            if (row.KeyMode == KeyMode.Keyless
                && !await agents.AnyKnowsAsync(nodeId, CommandNames.SignChunk, cancellationToken))
            {
                return $"node {nodeId}: none of its connected agents knows keyless transfers; update one";
            }
        }

        return row.State == TransferState.Queued ? "its turn: it was accepted and is about to begin" : null;
    }
}
