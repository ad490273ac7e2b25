using DtnBox.DurableBench.Handler;
using DtnBox.DurableBench.Reporting;

namespace DtnBox.DurableBench.Figures;

/// <summary>Many orchestrations at once, each of which calls three activities one after the other.</summary>
internal sealed class StepsFigure(Scale scale, BenchHost host, Marks marks)
{
    private const int Clients = 16;

    public async Task MeasureAsync(Report report, CancellationToken cancellationToken)
    {
        await RunAsync("warm-up", scale.Chains / 5, cancellationToken);
        CpuShare cpu = host.ReadCpu();
        TimeSpan time = await RunAsync("steps", scale.Chains, cancellationToken);
        double rate = scale.Chains / time.TotalSeconds;
        report.Add(
            "orchestrations_per_s", $"{scale.Chains} concurrent orchestrations of three steps", rate, "orchestrations/s",
            $"from the first start request until the status of all says Completed; {Clients} clients start them; {cpu}");
        report.Add("steps_per_s", "… as steps", 3 * rate, "steps/s", "three for each orchestration");
    }

    private async Task<TimeSpan> RunAsync(string prefix, int count, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        string[] ids = [.. Enumerable.Range(0, count).Select(i => $"{prefix}-{i}")];
        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = cancellationToken },
            async (id, _) => await host.Orchestrations.StartAsync(nameof(ThreeSteps), 1, id));
        await Task.WhenAll(ids.Select(id => marks.SeesAsync($"{id} step 3 of 1", cancellationToken)));
        // The last steps have begun: one question for each finds what is left to finish.
        foreach (string id in ids)
        {
            await host.CompletesAsync(id, cancellationToken);
        }

        return TimeProvider.System.GetElapsedTime(started);
    }
}
