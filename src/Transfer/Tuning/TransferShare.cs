using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Pacing;

namespace DtnBox.Transfer.Tuning;

/// <summary>What one transfer may have in flight here, over all its chunks in hand: as much as the tuner gives, or less.</summary>
internal sealed class TransferShare(TuningLimits? limits, TimeProvider time)
{
    public TuningLimits Limits { get; } = limits ?? new TuningLimits();

    public AdjustableSlots Objects { get; } = new(Most(limits?.ObjectsInFlight), time);

    public AdjustableSlots Parts { get; } = new(Most(limits?.PartsInFlight), time);

    /// <summary>Gets or sets how many runs of chunks use it; it goes with the last.</summary>
    public int Lanes { get; set; }

    /// <summary>Lets no more streams run than a bandwidth cap can feed.</summary>
    public void Limit(long? bytesPerSecond)
    {
        int streams = TransferPaces.Streams(bytesPerSecond);
        Objects.Limit = Math.Min(Most(Limits.ObjectsInFlight), streams);
        Parts.Limit = Math.Min(Most(Limits.PartsInFlight), streams);
    }

    private static int Most(TuningLimit? limit) => (int)Math.Clamp(limit?.Pin ?? limit?.Max ?? int.MaxValue, 1, int.MaxValue);
}
