using DtnBox.DurableBench.Handler;
using DtnBox.DurableBench.Reporting;
using DtnBox.Measuring;

namespace DtnBox.DurableBench.Figures;

/// <summary>One orchestration calls many trivial activities at once and gathers their results.</summary>
internal sealed class FanOutFigure(Scale scale, BenchHost host, Marks marks)
{
    public async Task MeasureAsync(Report report, CancellationToken cancellationToken)
    {
        await RunAsync("warm-up", cancellationToken);
        CpuShare cpu = host.ReadCpu();
        var rates = new List<double>();
        for (int run = 0; run < scale.Runs; run++)
        {
            TimeSpan time = await RunAsync($"fan-out-{run}", cancellationToken);
            rates.Add(scale.FanOut / time.TotalSeconds);
        }

        var samples = new Samples(rates);
        report.Add(
            "activities_per_s", $"fan-out and fan-in of {scale.FanOut} activities", samples.Median, "activities/s",
            $"from the start request until the status says Completed; median of {scale.Runs} runs after a warm-up; {cpu}");
        report.Add("activities_per_s_min", "… slowest run", samples.Min, "activities/s", "");
        report.Add("activities_per_s_max", "… fastest run", samples.Max, "activities/s", "");
    }

    private async Task<TimeSpan> RunAsync(string id, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        await host.Orchestrations.StartAsync(nameof(FanOut), scale.FanOut, id);
        // Asking for the status costs the host something: so not before all activities have run.
        await marks.SeesAsync($"{id} all ran", cancellationToken);
        await host.CompletesAsync(id, cancellationToken);
        return TimeProvider.System.GetElapsedTime(started);
    }
}
