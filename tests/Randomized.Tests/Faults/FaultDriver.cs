using DtnBox.Randomized.Tests.Generation;
using DtnBox.Randomized.Tests.Running;
using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Faults;

/// <summary>Makes the planned faults happen, each when it is due; those that take time may overlap.</summary>
internal sealed class FaultDriver(Stage stage, Schedule schedule, Timeline timeline, int startedAt)
{
    // Nothing more may come to pass: what is left happens all the same.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private int _struckRequests;

    /// <summary>Gets how many requests went wrong.</summary>
    public int StruckRequests => _struckRequests;

    /// <summary>Returns when so much has happened since the start, or nothing more seems to.</summary>
    public static Task WaitAsync(Stage stage, int startedAt, int ticks)
        => Eventually.HappensWithinAsync(Patience, () => stage.Ticks() - startedAt >= ticks);

    /// <summary>Returns when the last fault is over.</summary>
    public async Task RunAsync()
    {
        var troubles = new List<Task>();
        foreach (PlannedFault fault in schedule.Faults)
        {
            await WaitAsync(stage, startedAt, fault.AfterTicks);
            timeline.Note($"at tick {stage.Ticks() - startedAt}: {fault}");
            if (fault is PlannedFault.Storage or PlannedFault.Store)
            {
                troubles.Add(TroubleAsync(fault));
            }
            else
            {
                await StrikeAsync(fault);
                timeline.Note("done");
            }
        }

        await Task.WhenAll(troubles);
        timeline.Note("faults are over");
    }

    private async Task TroubleAsync(PlannedFault fault)
    {
        int hits = fault switch
        {
            PlannedFault.Storage storage => await stage.Storage.CauseAsync(storage),
            PlannedFault.Store store => await StoreFaults.CauseAsync(ProxyOf(store.Side), store, IsOf(store.Side)),
            _ => throw new NotSupportedException(fault.GetType().Name),
        };
        Interlocked.Add(ref _struckRequests, hits);
        timeline.Note($"{fault} is over, {hits} requests were struck");
    }

    private FaultProxy ProxyOf(Side side) => AgentOf(side) == Side.Source ? stage.Dtnbox.A.Proxy : stage.Dtnbox.B.Proxy;

    /// <summary>Within one node there is one agent and one store.</summary>
    private Side AgentOf(Side side) => schedule.WithinOneNode ? Side.Source : side;

    private Predicate<ProxiedRequest> IsOf(Side side)
    {
        string prefix = (side == Side.Source ? schedule.SourcePrefix : schedule.DestinationPrefix).TrimEnd('/');
        return request => !schedule.WithinOneNode || request.RawTarget.Contains(prefix, StringComparison.Ordinal);
    }

    private Task StrikeAsync(PlannedFault fault) => fault switch
    {
        PlannedFault.KillHost => stage.KillHostAsync(),
        PlannedFault.KillWorker => stage.KillWorkerAsync(),
        PlannedFault.KillAgent kill => stage.KillAgentAsync(AgentOf(kill.Side)),
        PlannedFault.KillAtWrite kill => KillAtWriteAsync(kill),
        _ => throw new NotSupportedException(fault.GetType().Name),
    };

    private async Task KillAtWriteAsync(PlannedFault.KillAtWrite kill)
    {
        using StagedWrite write = stage.Storage.Stage(kill.Nth, kill.IsStored);
        if (await write.HappensAsync())
        {
            Interlocked.Increment(ref _struckRequests);
        }
        else
        {
            timeline.Note("there was no such write");
        }

        await (kill.Victim == Victim.Host ? stage.KillHostAsync() : stage.KillWorkerAsync());
    }
}
