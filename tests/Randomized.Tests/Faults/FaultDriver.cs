using DtnBox.Randomized.Tests.Running;
using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Faults;

/// <summary>Makes the planned faults happen, each when it is due; those that take time may overlap.</summary>
internal sealed class FaultDriver(Cluster cluster, StorageFaults storage, RandomizedAppFolder app, Timeline timeline)
{
    private static readonly TimeSpan PatienceForActivities = TimeSpan.FromSeconds(2);

    private readonly List<DateTimeOffset> _handlerKills = [];
    private int _struckRequests;

    public IReadOnlyList<DateTimeOffset> HandlerKills => _handlerKills;

    /// <summary>Gets how many requests to the storage went wrong.</summary>
    public int StruckRequests => _struckRequests;

    /// <summary>Returns when the last fault is over.</summary>
    public async Task RunAsync(IEnumerable<PlannedFault> faults)
    {
        long started = TimeProvider.System.GetTimestamp();
        var storageFaults = new List<Task>();
        foreach (PlannedFault fault in faults)
        {
            TimeSpan left = TimeSpan.FromMilliseconds(fault.AfterMilliseconds) - TimeProvider.System.GetElapsedTime(started);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System);
            if (fault is PlannedFault.Storage trouble)
            {
                storageFaults.Add(TroubleAsync(trouble));
            }
            else
            {
                await StrikeAsync(fault);
            }
        }

        await Task.WhenAll(storageFaults);
        timeline.Note("faults are over");
    }

    private async Task TroubleAsync(PlannedFault.Storage trouble)
    {
        timeline.Note($"storage: {trouble}");
        int hits = await storage.CauseAsync(trouble);
        Interlocked.Add(ref _struckRequests, hits);
        timeline.Note($"storage: {trouble.Trouble} of {trouble.Target} is over, {hits} requests were struck");
    }

    private async Task StrikeAsync(PlannedFault fault)
    {
        FunctionsHostProcess host = await cluster.OwnerAsync();
        timeline.Note($"host {host.Id}: {fault}");
        switch (fault)
        {
            case PlannedFault.KillHost:
                cluster.Kill(host);
                break;
            case PlannedFault.KillBoth:
                // The host first: it must not live to see its handler die.
                cluster.Kill(host);
                TryKillHandler(host);
                break;
            case PlannedFault.KillHandler:
                await AwaitActivityAsync();
                _handlerKills.Add(TimeProvider.System.GetUtcNow());
                TryKillHandler(host);
                break;
            case PlannedFault.PauseShortly pause:
                host.Pause();
                await Task.Delay(TimeSpan.FromMilliseconds(pause.Milliseconds), TimeProvider.System);
                host.Resume();
                break;
            case PlannedFault.PauseUntilTakeover pause:
                await cluster.PauseUntilTakeoverAsync(host, TimeSpan.FromMilliseconds(pause.Longer));
                break;
            case PlannedFault.Stop:
                await cluster.StopAsync(host);
                break;
            default:
                throw new NotSupportedException(fault.GetType().Name);
        }
    }

    // A handler that is killed in its first turn fails all orchestrations, and nothing else is seen.
    private async Task AwaitActivityAsync()
    {
        int before = app.ReadJournal().Length;
        long started = TimeProvider.System.GetTimestamp();
        await Eventually.ThatAsync(
            () => app.ReadJournal().Length > before || TimeProvider.System.GetElapsedTime(started) > PatienceForActivities,
            PatienceForActivities * 2, "activities run");
    }

    private void TryKillHandler(FunctionsHostProcess host)
    {
        if (host.Output.Contains("is ready", StringComparison.Ordinal))
        {
            host.KillHandler();
        }
        else
        {
            timeline.Note($"host {host.Id} has no handler yet");
        }
    }
}
