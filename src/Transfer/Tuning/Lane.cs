using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Pacing;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tuning;

/// <summary>The way of one chunk to its destination store while it runs: turns, measurement, and the size of parts.</summary>
/// <remarks>
/// A value that the transfer pins is exactly that: its work passes by the store's slots and is not measured for the
/// tuner, so that others which go there are tuned as if it were not.
/// </remarks>
internal sealed class Lane : IDisposable
{
    private readonly StoreTuner _tuner;
    private readonly TransferShare _share;
    private readonly Pace _pace;
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly Action _leave;
    private readonly FlowMeter _objectMeter;
    private readonly FlowMeter _partMeter;

    public Lane(
        StoreTuner tuner,
        TransferShare share,
        Pace pace,
        AdjustableSlots allObjects,
        AdjustableSlots allParts,
        TransferOptions options,
        TimeProvider time,
        Action leave)
    {
        _tuner = tuner;
        _share = share;
        _pace = pace;
        _options = options;
        _time = time;
        _leave = leave;
        (Objects, _objectMeter) = Way(share.Objects, share.Limits.ObjectsInFlight, tuner.Objects, allObjects);
        (Parts, _partMeter) = Way(share.Parts, share.Limits.PartsInFlight, tuner.Parts, allParts);
    }

    /// <summary>Gets the turns of objects that are sent in one piece.</summary>
    public SlotChain Objects { get; }

    /// <summary>Gets the turns of parts.</summary>
    public SlotChain Parts { get; }

    public Passage PassObject() => new(_objectMeter, _pace, _time);

    public Passage PassPart() => new(_partMeter, _pace, _time);

    /// <summary>A call to one of the stores failed in a way that another try may mend.</summary>
    public void Heard(StoreException failure) => _tuner.Heard(failure);

    /// <summary>The size of parts to open an object's upload with.</summary>
    public long PartSizeFor(long objectSize)
    {
        TuningLimit? limit = _share.Limits.PartSizeBytes;
        if (limit?.Pin is { } pinned)
        {
            return pinned;
        }

        long most = limit?.Max ?? long.MaxValue;
        long bySpeed = Math.Min(_tuner.SizeBySpeed(_partMeter.ConnectionRate), most);
        int streams = _share.Limits.PartsInFlight?.Pin is null
            ? Math.Min(_share.Parts.Limit, _tuner.Parts.Slots.Limit)
            : _share.Parts.Limit;
        return PartSizing.Choose(objectSize, streams, bySpeed, Math.Min(_options.MinimumPartSizeBytes, most));
    }

    public void Dispose() => _leave();

    private (SlotChain Slots, FlowMeter Meter) Way(AdjustableSlots own, TuningLimit? limit, Knob store, AdjustableSlots all)
        => limit?.Pin is null
            ? (new SlotChain(own, store.Slots, all), store.Meter)
            : (new SlotChain(own, all), new FlowMeter(own, mebibytesForEach: 0, _time));
}
