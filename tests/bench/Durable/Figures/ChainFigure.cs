using DtnBox.Measuring;
using DtnBox.Testing;

namespace DtnBox.DurableBench.Figures;

/// <summary>Orchestrations that call one activity after the other.</summary>
internal sealed class ChainFigure(Scale scale, Marks marks)
{
    /// <summary>From one activity to the next, in ms.</summary>
    public async Task<Samples> MeasureAsync(FunctionsHostProcess host, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (int chain = 0; chain < scale.Chains; chain++)
        {
            string id = await host.Orchestrations.StartAsync("Chain", scale.Steps);
            long last = await marks.NextAsync($"{id} step 0", cancellationToken);
            for (int step = 1; step < scale.Steps; step++)
            {
                long now = await marks.NextAsync($"{id} step {step}", cancellationToken);
                times.Add(TimeProvider.System.GetElapsedTime(last, now).TotalMilliseconds);
                last = now;
            }
        }

        return new(times);
    }
}
