using DtnBox.DurableBench.Handler;
using DtnBox.DurableBench.Reporting;
using DtnBox.Measuring;

namespace DtnBox.DurableBench.Figures;

/// <summary>How long an orchestration takes to react to an event.</summary>
/// <remarks>
/// The reaction is what the orchestrator does next as the outside sees it: the activity that it calls after the wait
/// starts running in the handler. So the event is stored, a turn is run, and its outcome is stored as well.
/// </remarks>
internal sealed class RaiseFigure(Scale scale, BenchHost host, Marks marks)
{
    private const string How =
        "from sending the request until the activity that the orchestrator calls next runs in the handler";

    public async Task MeasureAsync(Report report, CancellationToken cancellationToken)
    {
        CpuShare cpu = host.ReadCpu();
        Samples idle = await SampleAsync("reactor", scale.Samples, cancellationToken);
        report.Add(
            "raise_p50_ms", "event to reaction, median", idle.Median, "ms",
            $"{How}; {scale.Samples} one after the other, {scale.Rest.TotalMilliseconds} ms apart; {cpu}");
        report.Add("raise_p99_ms", "… 99th percentile", idle.Percentile(99), "ms", "");

        string[] busy = [.. Enumerable.Range(0, scale.BusyInstances).Select(i => $"busy-{i}")];
        foreach (string id in busy)
        {
            await host.Orchestrations.StartAsync(nameof(Busy), 0, id);
        }

        cpu = host.ReadCpu();
        Samples loaded = await SampleAsync("loaded-reactor", scale.Samples / 4, cancellationToken);
        report.Add(
            "raise_busy_p50_ms", "event to reaction under load, median", loaded.Median, "ms",
            $"the same, {scale.Samples / 4} times, while {busy.Length} other instances call one activity after the other without a pause; {cpu}");
        report.Add("raise_busy_p99_ms", "… 99th percentile", loaded.Percentile(99), "ms", "");
        foreach (string id in busy)
        {
            using HttpResponseMessage answer = await host.Orchestrations.PostAsync(id, "terminate");
        }
    }

    private async Task<Samples> SampleAsync(string id, int count, CancellationToken cancellationToken)
    {
        int warmUp = count / 10;
        await host.Orchestrations.StartAsync(nameof(Reactor), 0, id);
        var latencies = new List<double>();
        for (int i = 0; i < warmUp + count; i++)
        {
            long sent = TimeProvider.System.GetTimestamp();
            await host.Orchestrations.RaiseAsync(id, "go", i);
            long reacted = await marks.SeesAsync($"{id} {i}", cancellationToken);
            if (i >= warmUp)
            {
                latencies.Add(TimeProvider.System.GetElapsedTime(sent, reacted).TotalMilliseconds);
            }

            // Until it waits again: what is measured is an instance at rest.
            await Task.Delay(scale.Rest, TimeProvider.System, cancellationToken);
        }

        return new Samples(latencies);
    }
}
