using System.Globalization;
using DtnBox.Measuring;

namespace DtnBox.DurableBench.Reporting;

/// <summary>How much processor time processes take from the making of this object on: what bounds a figure.</summary>
internal sealed class CpuShare
{
    private readonly (string Name, int Id, double Seconds)[] _processes;
    private readonly long _started = TimeProvider.System.GetTimestamp();

    public CpuShare(params (string Name, int? Id)[] processes) => _processes =
        [.. processes.Where(process => process.Id is not null)
            .Select(process => (process.Name, process.Id!.Value, ProcessTimes.Of(process.Id.Value)))];

    /// <summary>Says how many processors each process kept busy on average.</summary>
    public override string ToString()
    {
        double elapsed = TimeProvider.System.GetElapsedTime(_started).TotalSeconds;
        return "cores busy: " + string.Join(", ", _processes.Select(process => string.Create(
            CultureInfo.InvariantCulture, $"{process.Name} {(ProcessTimes.Of(process.Id) - process.Seconds) / elapsed:F2}")));
    }
}
