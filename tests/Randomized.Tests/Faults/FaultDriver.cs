using DtnBox.Randomized.Tests.Running;
using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Faults;

/// <summary>Makes the planned faults happen, each when it is due; those that take time may overlap.</summary>
internal sealed class FaultDriver(Cluster cluster, StorageFaults storage, RandomizedAppFolder app, Timeline timeline)
{
    // Nothing more may come to pass: what is left may wait for its client.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly List<DateTimeOffset> _handlerKills = [];
    private int _struckRequests;

    public IReadOnlyList<DateTimeOffset> HandlerKills => _handlerKills;

    /// <summary>Gets how many requests to the storage went wrong.</summary>
    public int StruckRequests => _struckRequests;

    /// <summary>Returns when the last fault is over.</summary>
    public async Task RunAsync(IEnumerable<PlannedFault> faults)
    {
        int started = storage.TableWrites;
        var storageFaults = new List<Task>();
        foreach (PlannedFault fault in faults)
        {
            await Eventually.HappensWithinAsync(Patience, () => storage.TableWrites - started >= fault.AfterWrites);
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
            case PlannedFault.KillAtWrite kill:
                await KillAtWriteAsync(host, kill);
                break;
            case PlannedFault.LateWrite late:
                await LateWriteAsync(host, late);
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
                await cluster.PauseUntilTakeoverAsync(
                    host, () => Task.Delay(TimeSpan.FromMilliseconds(pause.Longer), TimeProvider.System));
                break;
            case PlannedFault.Stop:
                await cluster.StopAsync(host);
                break;
            default:
                throw new NotSupportedException(fault.GetType().Name);
        }
    }

    private async Task KillAtWriteAsync(FunctionsHostProcess host, PlannedFault.KillAtWrite kill)
    {
        using StagedWrite write = storage.Stage(kill.Nth, kill.IsStored);
        Count(await write.HappensAsync());
        cluster.Kill(host);
    }

    private async Task LateWriteAsync(FunctionsHostProcess host, PlannedFault.LateWrite late)
    {
        using StagedWrite write = storage.Stage(late.Nth, isStored: false);
        Count(await write.HappensAsync());
        await cluster.PauseUntilTakeoverAsync(host, () =>
        {
            write.Release();
            return Task.CompletedTask;
        });
    }

    private void Count(bool struck)
    {
        if (struck)
        {
            Interlocked.Increment(ref _struckRequests);
        }
        else
        {
            timeline.Note("there was no such write");
        }
    }

    // A handler that is killed in its first turn fails all orchestrations, and nothing else is seen.
    private async Task AwaitActivityAsync()
    {
        int before = app.ReadJournal().Length;
        await Eventually.HappensWithinAsync(Patience, () => app.ReadJournal().Length > before);
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
