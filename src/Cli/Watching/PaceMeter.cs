using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Watching;

/// <summary>Measures the pace over windows of different length; their spread is the range of the estimate.</summary>
/// <remarks>
/// Each byte is work twice, copied and read back, so both count towards the time left. An object counts beside its bytes,
/// or a million empty files would be no work at all.
/// </remarks>
internal sealed class PaceMeter
{
    private static readonly TimeSpan[] Windows =
        [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2)];

    private const long BytesForAnObject = 64 * 1024;

    private readonly List<Sample> _samples = [];

    /// <summary>Adds what was seen at a moment, and says how fast it goes.</summary>
    /// <param name="at">The moment, on a clock that never goes back.</param>
    /// <param name="totals">The transfer's counters then.</param>
    public Pace Add(TimeSpan at, TransferTotals totals)
    {
        var now = new Sample(
            at,
            totals.BytesCopied,
            Work(totals.ObjectsCopied, totals.BytesCopied) + Work(totals.ObjectsVerified, totals.BytesVerified));
        if (_samples is [.., { } before] && now.Work < before.Work)
        {
            // A restart, or an upload that had to begin again: what was measured before says nothing now.
            _samples.Clear();
        }

        _samples.Add(now);
        _samples.RemoveAll(sample => at - sample.At > Windows[^1]);
        return From(now, (2 * Work(totals.ObjectsPlanned, totals.BytesPlanned)) - now.Work);
    }

    private Pace From(Sample now, long workLeft)
    {
        if (Since(now, Windows[0]) is not { } recent)
        {
            return Pace.Unknown;
        }

        double[] rates = [.. Windows
            .Select(window => Since(now, window))
            .OfType<Sample>()
            .Select(past => (now.Work - past.Work) / (now.At - past.At).TotalSeconds)];
        double copyRate = (now.Copied - recent.Copied) / (now.At - recent.At).TotalSeconds;
        return rates.Min() > 0 && workLeft > 0
            ? new Pace(copyRate, Time(workLeft / rates.Max()), Time(workLeft / rates.Min()))
            : new Pace(copyRate, null, null);
    }

    private static long Work(long objects, long bytes) => bytes + (objects * BytesForAnObject);

    private static TimeSpan Time(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));

    /// <summary>The oldest sample of a window, at least a second old: over less than that a rate is noise.</summary>
    private Sample? Since(Sample now, TimeSpan window)
        => _samples.Find(sample => now.At - sample.At <= window && now.At - sample.At >= TimeSpan.FromSeconds(0.9));

    private sealed record Sample(TimeSpan At, long Copied, long Work);
}
