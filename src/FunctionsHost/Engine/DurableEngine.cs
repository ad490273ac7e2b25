using Azure;
using Azure.Data.Tables;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Takes up every open instance at the start, and claims those that nothing has been written to since.</summary>
internal sealed partial class DurableEngine(
    TaskHubStorage storage,
    InstanceDirectory instances,
    HubOwnership ownership,
    TimeProvider time,
    ILogger<DurableEngine> logger) : BackgroundService
{
    // Instances at rest are claimed when the rush of the start is over: nothing waits for it.
    private static readonly TimeSpan FirstSweep = TimeSpan.FromSeconds(15);

    // A paused former owner may have stored a new instance after this host loaded the hub. Rare, so seldom looked for.
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(5);

    private IReadOnlyList<string> _open = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _open = await FindOpenAsync(long.MaxValue, cancellationToken);
        LogLoaded(_open.Count);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await instances.DrainAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WakeAsync(stoppingToken);
            TimeSpan pause = FirstSweep;
            while (true)
            {
                await Task.Delay(pause, time, stoppingToken);
                await SweepAsync(stoppingToken);
                pause = SweepInterval;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await new NeighbourRows(storage).ReadAsync(_open, instances.Wake, cancellationToken);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            LogReadFailed(e);
            foreach (string id in _open)
            {
                // Each reads its own rows, and tries again until it can. Nothing happens to those that have been woken.
                instances.Wake(id);
            }
        }

        _open = [];
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<string> stale = await FindOpenAsync(ownership.Epoch, cancellationToken);
            foreach (string id in stale)
            {
                await instances.ClaimAsync(id, cancellationToken);
            }

            LogClaimed(stale.Count);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or NotStoredException)
        {
            LogSweepFailed(e);
        }
    }

    private async Task<IReadOnlyList<string>> FindOpenAsync(long belowEpoch, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        string filter = TableClient.CreateQueryFilter(
            $"RowKey eq {RowKeys.Instance} and IsOpen eq {true} and OwnerEpoch lt {belowEpoch}");
        await foreach (TableEntity row in storage.Table.QueryAsync<TableEntity>(
            filter, select: [nameof(InstanceRecord.InstanceId)], cancellationToken: cancellationToken))
        {
            ids.Add(row.GetString(nameof(InstanceRecord.InstanceId)));
        }

        return ids;
    }
}
