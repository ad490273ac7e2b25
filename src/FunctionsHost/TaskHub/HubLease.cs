using Azure;
using Azure.Data.Tables;

namespace DtnBox.FunctionsHost.TaskHub;

/// <summary>Takes and keeps the owner row of the task hub.</summary>
/// <remarks>
/// No clock is compared between machines: a host that wants the hub watches the row, and takes it over, with the next
/// epoch, when it has not changed for a whole lease by its own clock, or at once when the last owner gave it back.
/// </remarks>
internal sealed partial class HubLease(
    TableClient table, HubOwnership ownership, TimeProvider time, ILogger<HubLease> logger) : BackgroundService
{
    private const string Partition = "owner";
    private const string OwnerProperty = "Owner";
    private const string EpochProperty = "Epoch";
    private const string RenewalsProperty = "Renewals";

    private readonly string _ownerId = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private readonly TimeSpan _renewInterval = ownership.Lease * (4.0 / 15.0);
    private readonly TimeSpan _watchInterval = ownership.Lease / 15;
    private ETag _etag;
    private long _renewals;

    public bool IsAcquired => ownership.Epoch > 0;

    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        ETag? seen = null;
        long unchangedSince = 0;
        while (true)
        {
            NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
                Partition, Partition, cancellationToken: cancellationToken);
            TableEntity? found = row.HasValue ? row.Value : null;
            if (found is null || found.GetString(OwnerProperty).Length == 0)
            {
                if (await TryTakeAsync(found, cancellationToken))
                {
                    return;
                }
            }
            else if (found.ETag != seen)
            {
                if (seen is null)
                {
                    LogWaiting(found.GetString(OwnerProperty), ownership.Lease);
                }

                (seen, unchangedSince) = (found.ETag, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(unchangedSince) >= ownership.Lease && await TryTakeAsync(found, cancellationToken))
            {
                return;
            }

            await Task.Delay(_watchInterval, time, cancellationToken);
        }
    }

    /// <summary>Gives the hub back, so that the next host need not wait. Called when nothing writes any more.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync("", cancellationToken);
            LogReleased(ownership.Epoch);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // The storage is gone, or refuses: the lease runs out by itself.
            LogNotReleased(e);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(_renewInterval, time, stoppingToken);
                long sent = time.GetTimestamp();
                await WriteAsync(_ownerId, stoppingToken);
                ownership.Renewed(sent);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (RequestFailedException e) when (e.Status is 412 or 404)
            {
                LogLost(ownership.Lost("another host took it over").Message);
                return;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException)
            {
                LogNotRenewed(e);
            }

            try
            {
                ownership.ThrowIfLost();
            }
            catch (OwnershipLostException e)
            {
                LogLost(e.Message);
                return;
            }
        }
    }

    private async Task<bool> TryTakeAsync(TableEntity? found, CancellationToken cancellationToken)
    {
        long epoch = (found?.GetInt64(EpochProperty) ?? 0) + 1;
        long sent = time.GetTimestamp();
        TableEntity mine = Row(_ownerId, epoch);
        try
        {
            Response answer = found is null
                ? await table.AddEntityAsync(mine, cancellationToken)
                : await table.UpdateEntityAsync(mine, found.ETag, TableUpdateMode.Replace, cancellationToken);
            _etag = answer.Headers.ETag!.Value;
            ownership.Begin(epoch, sent);
            HostMeter.Owns(epoch);
            LogAcquired(epoch);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task WriteAsync(string owner, CancellationToken cancellationToken)
    {
        Response answer = await table.UpdateEntityAsync(
            Row(owner, ownership.Epoch), _etag, TableUpdateMode.Replace, cancellationToken);
        _etag = answer.Headers.ETag!.Value;
    }

    private TableEntity Row(string owner, long epoch) => new(Partition, Partition)
    {
        [OwnerProperty] = owner,
        [EpochProperty] = epoch,
        [RenewalsProperty] = _renewals++,
    };
}
