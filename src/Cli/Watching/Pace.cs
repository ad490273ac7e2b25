using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Watching;

/// <summary>How fast a transfer goes.</summary>
/// <param name="BytesPerSecond">Copied lately; null before there is anything to measure.</param>
/// <param name="Soonest">The time left if it goes on at the best pace seen lately; null when nobody can say.</param>
/// <param name="Latest">The time left at the worst.</param>
internal sealed record Pace(double? BytesPerSecond, TimeSpan? Soonest, TimeSpan? Latest)
{
    public static Pace Unknown { get; } = new(null, null, null);

    /// <summary>Rate and time left in words.</summary>
    public string Words(TransferTotals totals)
    {
        string rate = BytesPerSecond is { } bytes ? Figures.Rate(bytes) : "no rate yet";
        return $"{rate}, {TimeLeft(totals)}";
    }

    private string TimeLeft(TransferTotals totals)
    {
        if (!totals.ListingComplete)
        {
            return "still counting";
        }

        if (Soonest is not { } soonest || Latest is not { } latest)
        {
            return "time left unknown";
        }

        string first = Figures.Duration(soonest);
        string last = Figures.Duration(latest);
        return first == last ? $"about {first} left" : $"{first} to {last} left";
    }
}
