using DtnBox.Measuring;
using DtnBox.Testing;

namespace DtnBox.DurableBench.Figures;

/// <summary>How long orchestrations at rest take to react to an event, one after the other.</summary>
internal sealed class ReactionFigure(Scale scale, Marks marks)
{
    /// <summary>From sending the event over the management API until the activity runs that the orchestrator calls next, in ms.</summary>
    public async Task<Samples> MeasureAsync(FunctionsHostProcess host, CancellationToken cancellationToken)
    {
        string[] warmUp = await Waiters.StartAsync(host, scale.Events / 10 + 1, cancellationToken);
        string[] ids = await Waiters.StartAsync(host, scale.Events, cancellationToken);
        foreach (string id in warmUp)
        {
            await ReactAsync(id);
        }

        var times = new List<double>();
        foreach (string id in ids)
        {
            times.Add(await ReactAsync(id));
        }

        return new(times);

        async Task<double> ReactAsync(string id)
        {
            long sent = TimeProvider.System.GetTimestamp();
            await host.Orchestrations.RaiseAsync(id, "go", 0);
            return TimeProvider.System.GetElapsedTime(sent, await marks.NextAsync($"{id} reacted", cancellationToken)).TotalMilliseconds;
        }
    }
}
