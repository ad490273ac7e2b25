namespace DtnBox.DurableBench;

/// <summary>How much is measured.</summary>
internal sealed record Scale(int FanOut, int Runs, int Events, int Chains, int Steps, int Waiting, TimeSpan Idle)
{
    public static Scale Full { get; } = new(FanOut: 1000, Runs: 3, Events: 200, Chains: 5, Steps: 20, Waiting: 100, TimeSpan.FromSeconds(20));

    public static Scale Quick { get; } = new(FanOut: 20, Runs: 1, Events: 5, Chains: 1, Steps: 5, Waiting: 5, TimeSpan.FromSeconds(2));
}
