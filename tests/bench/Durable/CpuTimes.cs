using DtnBox.Measuring;
using DtnBox.Testing;

namespace DtnBox.DurableBench;

/// <summary>Seconds of processor time that each process took.</summary>
internal sealed record CpuTimes(double Host, double Worker, double Azurite)
{
    public static CpuTimes Read(FunctionsHostProcess host, int azurite)
        => new(ProcessTimes.Of(host.Id), ProcessTimes.Of(host.WorkerId), ProcessTimes.Of(azurite));

    public static CpuTimes operator -(CpuTimes later, CpuTimes earlier)
        => new(later.Host - earlier.Host, later.Worker - earlier.Worker, later.Azurite - earlier.Azurite);

    /// <summary>Gives one figure for each process.</summary>
    public void Add(Report report, string key, double factor, string unit, string meaning)
    {
        report.Add($"{key}_host", Host * factor, unit, $"{meaning}: the Functions host");
        report.Add($"{key}_worker", Worker * factor, unit, "… the app's process");
        report.Add($"{key}_azurite", Azurite * factor, unit, "… Azurite");
    }
}
