using DtnBox.Functions.Hosting;

namespace DtnBox.Functions.Grants;

/// <summary>Finds transfers that lost a right while nobody asked: their grant has ended, or nothing of theirs is leased.</summary>
/// <remarks>Telling an orchestration twice does no harm, and neither do several instances of this timer.</remarks>
internal sealed class WatchGrants(GrantWatch watch) : IRecurringTask
{
    public Task RunAsync(CancellationToken cancellationToken)
        => watch.TellAllAsync(nodeId: null, cancellationToken);
}
