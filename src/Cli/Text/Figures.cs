namespace DtnBox.Cli.Text;

/// <summary>Sizes, rates and times as people read them.</summary>
internal static class Figures
{
    private static readonly string[] Units = ["KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Bytes(long bytes)
    {
        if (bytes < 1024)
        {
            return $"{bytes} B";
        }

        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < Units.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return $"{value:0.0} {Units[unit]}";
    }

    public static string Rate(double bytesPerSecond) => $"{bytesPerSecond / (1024 * 1024):0.0} MiB/s";

    public static string Objects(long count) => count == 1 ? "1 object" : $"{count:N0} objects";

    public static string Moment(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC";

    /// <summary>A duration in its two largest units: no estimate is better than that.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => $"{(int)time.TotalDays} d {time.Hours} h",
        { TotalHours: >= 1 } => $"{time.Hours} h {time.Minutes} min",
        { TotalMinutes: >= 1 } => $"{time.Minutes} min {time.Seconds} s",
        _ => $"{Math.Max(0, (int)time.TotalSeconds)} s",
    };
}
