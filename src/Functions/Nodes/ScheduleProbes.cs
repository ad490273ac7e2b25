using DtnBox.Functions.Hosting;

namespace DtnBox.Functions.Nodes;

/// <summary>Makes up for what died between the wish for a probe and its command, or after its end.</summary>
internal sealed class ScheduleProbes(NodeDirectory nodes, StoreProbes probes) : IRecurringTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (NodeRow node in nodes.ListAsync(after: null, cancellationToken))
        {
            await probes.ForgetEndedAsync(node.Id, cancellationToken);
            await probes.ScheduleAsync(node, cancellationToken);
        }
    }
}
