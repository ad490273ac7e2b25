namespace DtnBox.Contracts.Transfers;

/// <summary>How much bandwidth may be used, and when. The first window that the moment lies in decides.</summary>
/// <param name="BytesPerSecond">The cap outside all windows; absent for none.</param>
/// <param name="TimeZone">The IANA name of the zone that the windows' times are in. Default UTC.</param>
/// <param name="Windows">Parts of the week with another cap.</param>
public sealed record BandwidthPlan(
    long? BytesPerSecond = null, string? TimeZone = null, IReadOnlyList<BandwidthWindow>? Windows = null);

/// <summary>A part of the week.</summary>
/// <param name="Days">On which days it begins; absent for every day.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends; on the next day when that is not after <paramref name="From"/>.</param>
/// <param name="BytesPerSecond">The cap in it; absent for none.</param>
public sealed record BandwidthWindow(
    IReadOnlyList<DayOfWeek>? Days, TimeOnly From, TimeOnly To, long? BytesPerSecond);
