using System.Globalization;

namespace DtnBox.Measuring;

/// <summary>What the kernel counts of processes; its ticks are hundredths of a second.</summary>
internal static class ProcessTimes
{
    // As in proc(5), counted from behind the program's name.
    private const int UserTime = 11;
    private const int ChildrenUserTime = 13;

    /// <summary>User and system time of a running process, in seconds.</summary>
    public static double Of(int processId) => Seconds($"/proc/{processId}/stat", UserTime);

    /// <summary>User and system time of all children of this process that have ended, in seconds.</summary>
    public static double OfEndedChildren() => Seconds("/proc/self/stat", ChildrenUserTime);

    /// <summary>The most memory that a process had resident so far; null when it has ended.</summary>
    public static double? PeakMib(int processId)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{processId}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024.0;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Makes the peak of a running process begin anew.</summary>
    public static void ResetPeak(int processId) => File.WriteAllText($"/proc/{processId}/clear_refs", "5");

    private static double Seconds(string file, int field)
    {
        string stat = File.ReadAllText(file);
        // The program's name may hold blanks; the fields are counted from behind it.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[field], CultureInfo.InvariantCulture)
            + long.Parse(fields[field + 1], CultureInfo.InvariantCulture)) / 100.0;
    }
}
