using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;

namespace DtnBox.Functions.Bandwidth;

/// <summary>What a bandwidth plan must be like.</summary>
internal static class BandwidthRules
{
    private const long Least = 1024;
    private const long Most = 1L << 50;
    private const int MostWindows = 100;
    private const string Rate = "must be 1,024 (1 KiB/s) to 2^50 bytes per second, or be left out for no cap.";

    public static FieldErrors Check(BandwidthPlan plan)
    {
        var errors = new FieldErrors();
        Check(plan, string.Empty, errors);
        return errors;
    }

    /// <param name="plan">The plan.</param>
    /// <param name="path">What the names of its fields begin with: empty, or the name of the field it is in and a dot.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static void Check(BandwidthPlan plan, string path, FieldErrors errors)
    {
        errors.Require(IsRate(plan.BytesPerSecond), $"{path}bytesPerSecond", Rate);
        errors.Require(
            plan.TimeZone is null || (TimeZoneInfo.TryFindSystemTimeZoneById(plan.TimeZone, out TimeZoneInfo? zone) && zone.HasIanaId),
            $"{path}timeZone",
            "must be the IANA name of a time zone, such as Europe/Berlin, or be left out for UTC.");
        IReadOnlyList<BandwidthWindow> windows = plan.Windows ?? [];
        errors.Require(windows.Count <= MostWindows, $"{path}windows", $"must be at most {MostWindows}.");
        for (int i = 0; i < windows.Count; i++)
        {
            BandwidthWindow? window = windows[i];
            errors.Require(
                window is { Days: null or { Count: > 0 } },
                $"{path}windows[{i}].days",
                "must name the days on which the window begins, or be left out for every day.");
            errors.Require(IsRate(window?.BytesPerSecond), $"{path}windows[{i}].bytesPerSecond", Rate);
        }
    }

    private static bool IsRate(long? bytesPerSecond) => bytesPerSecond is null or (>= Least and <= Most);
}
