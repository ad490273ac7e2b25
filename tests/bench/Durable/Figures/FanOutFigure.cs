using DtnBox.Measuring;
using DtnBox.Testing;

namespace DtnBox.DurableBench.Figures;

/// <summary>One orchestration calls many trivial activities at once and gathers their results.</summary>
internal sealed class FanOutFigure(Scale scale, Marks marks, int azurite)
{
    /// <summary>From the start request until the activity runs that is called when all results are there.</summary>
    public async Task<(Samples PerSecond, CpuTimes OfAllRuns)> MeasureAsync(FunctionsHostProcess host, CancellationToken cancellationToken)
    {
        await RunAsync(host, scale.FanOut / 10, cancellationToken);
        var rates = new List<double>();
        CpuTimes before = CpuTimes.Read(host, azurite);
        for (int run = 0; run < scale.Runs; run++)
        {
            rates.Add(scale.FanOut / (await RunAsync(host, scale.FanOut, cancellationToken)).TotalSeconds);
        }

        return (new(rates), CpuTimes.Read(host, azurite) - before);
    }

    private async Task<TimeSpan> RunAsync(FunctionsHostProcess host, int activities, CancellationToken cancellationToken)
    {
        long started = TimeProvider.System.GetTimestamp();
        string id = await host.Orchestrations.StartAsync("FanOut", activities);
        return TimeProvider.System.GetElapsedTime(started, await marks.NextAsync($"{id} gathered", cancellationToken));
    }
}
