using System.Diagnostics;
using Azure.Data.Tables;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Finds the actor of an instance, and starts one when there is none. One at a time per instance.</summary>
internal sealed partial class InstanceDirectory(
    TaskHubStorage storage,
    HubOwnership ownership,
    EpisodeRunner episodes,
    WorkBoard board,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILoggerFactory loggers)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly ILogger<InstanceDirectory> _logger = loggers.CreateLogger<InstanceDirectory>();
    private readonly Dictionary<string, Entry> _actors = [];
    private readonly Lock _sync = new();

    private CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Offers something to an instance; when this returns, its outcome is stored.</summary>
    /// <exception cref="NotStoredException">Storage failed, and it may or may not be stored.</exception>
    public Task<AppendOutcome> AppendAsync(
        string instanceId, Func<InstanceState, AppendOutcome> decide, CancellationToken cancellationToken)
    {
        Task<AppendOutcome>? outcome;
        Entry entry = Find(instanceId);
        while (!entry.Actor.TryAppend(decide, out outcome))
        {
            entry = Succeed(instanceId, entry);
        }

        return outcome.WaitAsync(cancellationToken);
    }

    /// <summary>Offers something that must not get lost and does no harm twice, until it is stored.</summary>
    public async Task<AppendOutcome> AppendUntilStoredAsync(string instanceId, Func<InstanceState, AppendOutcome> decide)
    {
        while (true)
        {
            try
            {
                return await AppendAsync(instanceId, decide, Stopping);
            }
            catch (NotStoredException)
            {
                // The actor has logged why; its successor reads what is stored and decides again.
                await Task.Delay(RetryDelay, time, Stopping);
            }
        }
    }

    /// <summary>Loads an instance, which takes up whatever it has to do.</summary>
    /// <param name="rows">All of its rows, if the caller has read them since this host has the hub.</param>
    public void Wake(string instanceId, IReadOnlyList<TableEntity>? rows = null) => Find(instanceId, rows);

    /// <summary>Makes sure that no former owner can write an instance any more.</summary>
    /// <exception cref="NotStoredException">Storage failed; or a former owner wrote it, and it is being loaded again.</exception>
    public Task ClaimAsync(string instanceId, CancellationToken cancellationToken)
        => AppendAsync(instanceId, _ => AppendOutcome.Dropped, cancellationToken);

    /// <summary>Waits until no actor writes any more; the host is stopping.</summary>
    public async Task DrainAsync()
    {
        Task[] runs;
        lock (_sync)
        {
            runs = [.. _actors.Values.Select(entry => entry.Run)];
        }

        await Task.WhenAll(runs);
    }

    private Entry Find(string instanceId, IReadOnlyList<TableEntity>? rows = null)
    {
        lock (_sync)
        {
            return _actors.TryGetValue(instanceId, out Entry? entry) ? entry : Begin(instanceId, Task.CompletedTask, rows);
        }
    }

    private Entry Succeed(string instanceId, Entry ended)
    {
        lock (_sync)
        {
            return _actors.TryGetValue(instanceId, out Entry? entry) && entry != ended
                ? entry
                : Begin(instanceId, ended.Run);
        }
    }

    private Entry Begin(string instanceId, Task predecessor, IReadOnlyList<TableEntity>? rows = null)
    {
        var partition = new InstancePartition(storage.Table, storage.Codec, storage.Blobs, ownership, instanceId, rows);
        var actor = new InstanceActor(
            instanceId, partition, ownership, episodes, board, time, loggers.CreateLogger<InstanceActor>());
        var entry = new Entry(actor);
        _actors[instanceId] = entry;
        entry.Run = Task.Run(() => RunAsync(instanceId, entry, predecessor), CancellationToken.None);
        return entry;
    }

    private async Task RunAsync(string instanceId, Entry entry, Task predecessor)
    {
        // Not part of the request, or whatever it was, that happened to wake the instance.
        Activity.Current = null;
        using IDisposable loaded = HostMeter.Loaded();
        await predecessor;
        try
        {
            await entry.Actor.RunAsync(Stopping);
        }
        catch (Exception e) when (Stopping.IsCancellationRequested || e is OwnershipLostException)
        {
            LogStopped(instanceId);
        }
        catch (Exception e)
        {
            LogFailed(e, instanceId);
            await Task.Delay(RetryDelay, time, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_sync)
        {
            if (_actors.TryGetValue(instanceId, out Entry? current) && current == entry)
            {
                _actors.Remove(instanceId);
                if (entry.Actor.LeavesWork && !Stopping.IsCancellationRequested)
                {
                    Begin(instanceId, Task.CompletedTask);
                }
            }
        }
    }

    private sealed class Entry(InstanceActor actor)
    {
        public InstanceActor Actor { get; } = actor;

        public Task Run { get; set; } = Task.CompletedTask;
    }
}
