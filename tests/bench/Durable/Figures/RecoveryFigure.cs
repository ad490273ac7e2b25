using DtnBox.DurableBench.Handler;
using DtnBox.DurableBench.Reporting;

namespace DtnBox.DurableBench.Figures;

/// <summary>Host and handler are killed while many instances wait for an event; a new host takes them up.</summary>
/// <remarks>
/// Recovered is the hub when every instance has been loaded and has reacted to an event sent after the kill: the activity
/// that it calls then has started in the new handler. The clock starts when the new host has the hub; how long the dead
/// host's lease kept it from that is a figure of its own.
/// </remarks>
internal sealed class RecoveryFigure(Scale scale, Marks marks, int? azurite)
{
    private const int Clients = 16;

    public async Task MeasureAsync(Report report, CancellationToken cancellationToken)
    {
        using var app = new BenchApp(marks);
        string[] ids = [.. Enumerable.Range(0, scale.RunningInstances).Select(i => $"waiter-{i}")];
        await using (BenchHost first = await BenchHost.StartAsync(app, scale, azurite, cancellationToken))
        {
            await ForEachAsync(ids, async id => await first.Orchestrations.StartAsync(nameof(Waiter), 1, id), cancellationToken);
            await ForEachAsync(ids, id => WaitsAsync(first, id, cancellationToken), cancellationToken);
            first.Kill();
        }

        long started = TimeProvider.System.GetTimestamp();
        await using BenchHost second = BenchHost.Launch(app, scale, azurite);
        await second.OwnsTheHubAsync().WaitAsync(cancellationToken);
        long owned = TimeProvider.System.GetTimestamp();
        CpuShare cpu = second.ReadCpu(withHandler: false);
        Task<long> ready = ReadyAsync(second);
        await second.RaiseWhenListeningAsync(ids[0], "go", 0, cancellationToken);
        await ForEachAsync(ids[1..], id => second.Orchestrations.RaiseAsync(id, "go", 0), cancellationToken);
        long[] reactions = await Task.WhenAll(
            ids.Select(id => marks.SeesAsync($"{id} {Waiter.Reacted}", cancellationToken)));

        report.Add(
            "recovery_s", $"recovery of {ids.Length} running instances", Seconds(owned, reactions.Max()), "s",
            "kill -9 of host and handler while each instance waits for an event; from when a new host has the hub until"
            + $" every instance has reacted to an event sent to it then, by {Clients} clients; {cpu}");
        report.Add(
            "recovery_lease_s", "… before that: the lease", Seconds(started, owned), "s",
            $"from the new host's start until it has the hub; the dead host's lease of {scale.Lease.TotalSeconds} s has to run out");
        report.Add("recovery_ready_s", "… host ready", Seconds(owned, await ready), "s", "from the hub until the handler answers");
        report.Add("recovery_first_s", "… first reaction", Seconds(owned, reactions.Min()), "s", "from the hub until one instance has reacted");
    }

    private static async Task<long> ReadyAsync(BenchHost host)
    {
        await host.ReadyAsync();
        return TimeProvider.System.GetTimestamp();
    }

    private static async Task WaitsAsync(BenchHost host, string id, CancellationToken cancellationToken)
    {
        while ((await host.Orchestrations.FindAsync(id, "?showInput=false"))!.Value.GetProperty("customStatus").ToString()
            != Waiter.Waiting)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task ForEachAsync(string[] ids, Func<string, Task> act, CancellationToken cancellationToken)
        => await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellationToken },
            async (id, _) => await act(id));

    private static double Seconds(long from, long to) => TimeProvider.System.GetElapsedTime(from, to).TotalSeconds;
}
