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

    // With less than this left, an attempt may take all of it.
    private static readonly TimeSpan PatientAttempt = TimeSpan.FromSeconds(10);

    private readonly string _ownerId = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private readonly TimeSpan _renewInterval = ownership.Lease * (4.0 / 15.0);
    private readonly TimeSpan _watchInterval = ownership.Lease / 15;
    private ETag _etag;
    private long _renewals;

    public bool IsAcquired => ownership.Epoch > 0;

    /// <summary>Takes the hub if nobody owns it.</summary>
    public async Task<bool> TryAcquireAsync(CancellationToken cancellationToken)
    {
        TableEntity? found = await FindAsync(cancellationToken);
        return IsFree(found) && await TryTakeAsync(found, cancellationToken);
    }

    /// <summary>Waits for the hub as long as it takes.</summary>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        ETag? seen = null;
        long unchangedSince = 0;
        while (true)
        {
            TableEntity? found = await FindAsync(cancellationToken);
            if (IsFree(found))
            {
                if (await TryTakeAsync(found, cancellationToken))
                {
                    return;
                }
            }
            else if (found!.ETag != seen)
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
        TimeSpan pause = _renewInterval;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, time, stoppingToken);
                await RenewAsync(stoppingToken);
                pause = _renewInterval;
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
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                LogNotRenewed(e);
                pause = _watchInterval;
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

    private async Task<TableEntity?> FindAsync(CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(
            Partition, Partition, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    // A row with this host's own id was written by a request whose answer was lost.
    private bool IsFree(TableEntity? found) => found is null || found.GetString(OwnerProperty) is "" || IsOurs(found);

    private bool IsOurs(TableEntity found) => found.GetString(OwnerProperty) == _ownerId;

    // A connection that went silent must not use up a long lease, and no attempt may outlast it: a host that waited
    // longer would go on running activities beside its successor.
    private async Task RenewAsync(CancellationToken stoppingToken)
    {
        TimeSpan left = ownership.Left();
        using var ends = new CancellationTokenSource(left > PatientAttempt ? left / 2 : left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, ends.Token);
        await WriteAsync(_ownerId, either.Token);
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
        while (true)
        {
            long sent = time.GetTimestamp();
            try
            {
                Response answer = await table.UpdateEntityAsync(
                    Row(owner, ownership.Epoch), _etag, TableUpdateMode.Replace, cancellationToken);
                _etag = answer.Headers.ETag!.Value;
                ownership.Renewed(sent);
                return;
            }
            catch (RequestFailedException e) when (e.Status == StatusCodes.Status412PreconditionFailed)
            {
                if (await FindAsync(cancellationToken) is not { } found || !IsOurs(found))
                {
                    throw;
                }

                // A renewal was stored and its answer lost. When it was stored is not known, so it is done again.
                _etag = found.ETag;
            }
        }
    }

    private TableEntity Row(string owner, long epoch) => new(Partition, Partition)
    {
        [OwnerProperty] = owner,
        [EpochProperty] = epoch,
        [RenewalsProperty] = _renewals++,
    };
}
