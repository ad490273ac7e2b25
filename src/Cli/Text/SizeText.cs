using System.Globalization;

namespace DtnBox.Cli.Text;

/// <summary>Sizes and rates as people type them: <c>32MiB</c>, <c>50MiB/s</c>, <c>1Gbit/s</c>.</summary>
internal static class SizeText
{
    private static readonly (string Unit, double Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12),
        ("kbit", 1e3 / 8), ("Mbit", 1e6 / 8), ("Gbit", 1e9 / 8),
    ];

    /// <summary>Bytes of a size, or null when it is none.</summary>
    public static long? Bytes(string text)
    {
        string trimmed = text.Trim();
        (string unit, double factor) = Units.FirstOrDefault(
            unit => trimmed.EndsWith(unit.Unit, StringComparison.OrdinalIgnoreCase), (string.Empty, 1));
        string number = trimmed[..^unit.Length].TrimEnd();
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value * factor is >= 1 and <= (1L << 60) and var bytes
            ? (long)bytes
            : null;
    }

    /// <summary>Bytes per second of a rate, with or without <c>/s</c>, or null when it is none.</summary>
    public static long? BytesPerSecond(string text)
        => Bytes(text.EndsWith("/s", StringComparison.OrdinalIgnoreCase) ? text[..^2] : text);

    /// <summary>A size in the largest unit that it is a whole number of.</summary>
    public static string From(long bytes)
    {
        (string unit, double factor) = Units[..4].LastOrDefault(unit => bytes % (long)unit.Bytes == 0 && bytes > 0, ("B", 1));
        return $"{bytes / (long)factor} {unit}";
    }
}
