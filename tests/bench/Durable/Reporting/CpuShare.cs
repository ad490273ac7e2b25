using System.Globalization;

namespace DtnBox.DurableBench.Reporting;

/// <summary>How much processor time processes take from the making of this object on: what bounds a figure.</summary>
internal sealed class CpuShare
{
    private readonly (string Name, int Id, double Seconds)[] _processes;
    private readonly long _started = TimeProvider.System.GetTimestamp();

    public CpuShare(params (string Name, int? Id)[] processes) => _processes =
        [.. processes.Where(process => process.Id is not null)
            .Select(process => (process.Name, process.Id!.Value, Seconds(process.Id.Value)))];

    /// <summary>Says how many processors each process kept busy on average.</summary>
    public override string ToString()
    {
        double elapsed = TimeProvider.System.GetElapsedTime(_started).TotalSeconds;
        return "cores busy: " + string.Join(", ", _processes.Select(process => string.Create(
            CultureInfo.InvariantCulture, $"{process.Name} {(Seconds(process.Id) - process.Seconds) / elapsed:F2}")));
    }

    /// <summary>User and system time from /proc, whose ticks are hundredths of a second.</summary>
    private static double Seconds(int processId)
    {
        string stat = File.ReadAllText($"/proc/{processId}/stat");
        // The program's name may hold blanks; the fields are counted from behind it.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    }
}
