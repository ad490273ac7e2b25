namespace DtnBox.CopyBench.Subjects;

/// <summary>What a copy took.</summary>
/// <param name="CpuSeconds">User and system time of the processes that moved the bytes.</param>
/// <param name="PeakMib">The most memory that one of them had resident.</param>
internal sealed record Cost(double WallSeconds, double CpuSeconds, double PeakMib);
