using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Bandwidth;

/// <summary>What an agent may send now, by the plans of its transfers and of its node.</summary>
/// <remarks>Worked out anew for each answer to an agent, so that a changed plan holds within a second or two.</remarks>
internal sealed class AgentCaps(TransferStore transfers, NodeDirectory nodes, TimeProvider time)
{
    /// <param name="agent">Whose caps.</param>
    /// <param name="open">The commands that are open at its node.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<BandwidthCaps> ForAsync(
        AgentId agent, IEnumerable<OpenCommandRow> open, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        List<OpenCommandRow> leased = [.. open.Where(command => MovesBytes(command) && command.IsLeased(now))];
        Dictionary<string, long> caps = new(StringComparer.Ordinal);
        foreach (IGrouping<string, OpenCommandRow> transfer in leased.GroupBy(command => command.TransferId, StringComparer.Ordinal))
        {
            if (transfer.Any(command => command.AgentName == agent.Name)
                && await transfers.FindAsync(transfer.Key, cancellationToken) is { } row
                && Share(row.GetSettings().Bandwidth, now, transfer) is { } cap)
            {
                caps.Add(transfer.Key, cap);
            }
        }

        NodeRow? node = await nodes.FindAsync(agent.NodeId, cancellationToken);
        return new BandwidthCaps(caps, Share(node?.GetBandwidth(), now, leased));
    }

    private static bool MovesBytes(OpenCommandRow command)
        => command.Name is CommandNames.CopyChunk or CommandNames.VerifyChunk;

    /// <summary>The agents that have commands share a cap evenly.</summary>
    private static long? Share(BandwidthPlan? plan, DateTimeOffset now, IEnumerable<OpenCommandRow> leased)
    {
        int agents = leased.Where(command => command.Name == CommandNames.CopyChunk)
            .Select(command => command.AgentName).Distinct(StringComparer.Ordinal).Count();
        return plan is null || BandwidthSchedule.At(plan, now) is not { } cap ? null : Math.Max(1, cap / Math.Max(1, agents));
    }
}
