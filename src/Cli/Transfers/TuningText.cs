using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary>What a transfer asks of the tuner, in words.</summary>
internal static class TuningText
{
    public static string From(TuningLimits limits)
    {
        (string Name, TuningLimit? Limit, Func<long, string> Words)[] values =
        [
            ("objects in flight", limits.ObjectsInFlight, count => $"{count}"),
            ("parts in flight", limits.PartsInFlight, count => $"{count}"),
            ("part size", limits.PartSizeBytes, SizeText.From),
        ];
        return string.Join(", ", values.Where(value => value.Limit is not null).Select(value =>
            value.Limit!.Pin is { } pin ? $"{value.Name} {value.Words(pin)}"
                : $"{value.Name} at most {value.Words(value.Limit.Max ?? 0)}"));
    }
}
