namespace DtnBox.DurableBench;

/// <summary>How much is measured. In full, the host's lease is the one that it has by default.</summary>
internal sealed record Scale(
    int FanOut,
    int Runs,
    int Chains,
    int Samples,
    int BusyInstances,
    int RunningInstances,
    TimeSpan Rest,
    TimeSpan Lease)
{
    public static Scale Full { get; } = new(1000, 5, 500, 1000, 50, 1000, TimeSpan.FromMilliseconds(25), TimeSpan.FromSeconds(15));

    public static Scale Quick { get; } = new(50, 1, 10, 20, 5, 20, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(5));
}
