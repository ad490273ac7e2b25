using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tuning;

/// <summary>Tunes what this agent does at one destination store, over all transfers that go there.</summary>
internal sealed class StoreTuner : IDisposable
{
    private const long Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Uri _store;
    private readonly TransferOptions _options;
    private readonly TuningOutbox _outbox;
    private readonly TimeProvider _time;
    private readonly List<string> _transfers = [];
    private ITimer? _timer;
    private long _sizeBySpeed;

    public StoreTuner(Uri store, TransferOptions options, TuningOutbox outbox, TimeProvider time)
    {
        _store = store;
        _options = options;
        _outbox = outbox;
        _time = time;
        _sizeBySpeed = PartSizing.BySpeed(null, options.MinimumPartSizeBytes, options.LargestTunedPartBytes);
        Objects = new Knob(
            TuningKnob.ObjectsInFlight, "objects in flight", Bounds(options.ObjectsInFlight, options.MaxObjectsInFlight), 1, time);
        Parts = new Knob(
            TuningKnob.PartsInFlight, "parts in flight", Bounds(options.PartsInFlight, options.MaxPartsInFlight), 0, time);
        ReadBacks = new AdjustableSlots(options.ObjectsInFlight, time);
    }

    public Knob Objects { get; }

    public Knob Parts { get; }

    /// <summary>Gets the slots of read-backs. They are reads and are not tuned: what limits writes says nothing of them.</summary>
    public AdjustableSlots ReadBacks { get; }

    /// <summary>A run of a transfer's chunk begins; the tuner works while there is one.</summary>
    public void Enter(string transferId)
    {
        lock (_gate)
        {
            _transfers.Add(transferId);
            _timer ??= _time.CreateTimer(_ => Decide(), state: null, Tick, Tick);
        }
    }

    public void Leave(string transferId)
    {
        lock (_gate)
        {
            _transfers.Remove(transferId);
            if (_transfers.Count == 0)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    /// <summary>A call to one of the stores failed in a way that another try may mend.</summary>
    public void Heard(StoreException failure)
    {
        foreach (Knob knob in (ReadOnlySpan<Knob>)[Objects, Parts])
        {
            if (knob.Slots.InUse > 0)
            {
                (failure.Fault.Code == FaultCodes.Throttled ? (Action)knob.Meter.Throttled : knob.Meter.Failed)();
            }
        }
    }

    /// <summary>The size of parts that the speed of connections asks for; a change of it is told.</summary>
    public long SizeBySpeed(double? connectionRate)
    {
        long size = PartSizing.BySpeed(connectionRate, _options.MinimumPartSizeBytes, _options.LargestTunedPartBytes);
        lock (_gate)
        {
            if (size != _sizeBySpeed && connectionRate is { } rate)
            {
                string sentence = $"part size {_sizeBySpeed / Mebibyte}→{size / Mebibyte} MiB: one connection carries {rate / Mebibyte:0.#} MiB/s";
                Tell(new TuningChange(_time.GetUtcNow(), _store, TuningKnob.PartSize, _sizeBySpeed, size, sentence));
                _sizeBySpeed = size;
            }
        }

        return size;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Decide()
    {
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        double load = memory.MemoryLoadBytes / (double)Math.Max(1, memory.TotalAvailableMemoryBytes);
        lock (_gate)
        {
            foreach (Knob knob in (ReadOnlySpan<Knob>)[Objects, Parts])
            {
                if (knob.Tick(_time.GetUtcNow(), _store, load) is { } change)
                {
                    Tell(change);
                }
            }
        }
    }

    private void Tell(TuningChange change)
    {
        foreach (string transferId in _transfers.Distinct(StringComparer.Ordinal))
        {
            _outbox.Add(transferId, change);
        }
    }

    private ClimbBounds Bounds(int start, int max)
    {
        int most = (int)Math.Clamp(_options.StreamMemoryBytes / _options.BufferBytes, 1, max);
        return new ClimbBounds(Math.Min(start, most), most);
    }
}
