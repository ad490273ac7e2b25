using Azure;
using Azure.Data.Tables;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Takes up every open instance at the start, and keeps looking for those that a former owner left behind.</summary>
internal sealed partial class DurableEngine(
    TaskHubStorage storage,
    InstanceDirectory instances,
    HubOwnership ownership,
    TimeProvider time,
    ILogger<DurableEngine> logger) : BackgroundService
{
    // A paused former owner may have stored a new instance after this host loaded the hub. Rare, so seldom looked for.
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        LogLoaded(await WakeOpenAsync(long.MaxValue, cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await instances.DrainAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(SweepInterval, time, stoppingToken);
                if (await WakeOpenAsync(ownership.Epoch, stoppingToken) is var found and > 0)
                {
                    LogAdopted(found);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException)
            {
                LogSweepFailed(e);
            }
        }
    }

    private async Task<int> WakeOpenAsync(long belowEpoch, CancellationToken cancellationToken)
    {
        int count = 0;
        string filter = TableClient.CreateQueryFilter(
            $"RowKey eq {RowKeys.Instance} and IsOpen eq {true} and OwnerEpoch lt {belowEpoch}");
        await foreach (TableEntity row in storage.Table.QueryAsync<TableEntity>(
            filter, select: [nameof(InstanceRecord.InstanceId)], cancellationToken: cancellationToken))
        {
            instances.Wake(row.GetString(nameof(InstanceRecord.InstanceId)));
            count++;
        }

        return count;
    }
}
