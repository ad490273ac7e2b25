using DtnBox.Contracts.Transfers;

namespace DtnBox.Transfer.Tuning;

/// <summary>One value that is tuned: its slots, what is measured under it, and when it is decided anew.</summary>
internal sealed class Knob
{
    /// <summary>Ticks of a second after a change in which what was under way before still shows.</summary>
    private const int TicksToSettle = 1;

    private const int TicksOfAnInterval = 2;

    private readonly TuningKnob _kind;
    private readonly string _name;
    private readonly ClimbBounds _bounds;
    private ClimbState _state;
    private int _ticks;
    private bool _settling;
    private bool _rising;

    public Knob(TuningKnob kind, string name, ClimbBounds bounds, double mebibytesForEach, TimeProvider time)
    {
        _kind = kind;
        _name = name;
        _bounds = bounds;
        _state = new ClimbState(bounds.Start);
        Slots = new AdjustableSlots(bounds.Start, time);
        Meter = new FlowMeter(Slots, mebibytesForEach, time);
    }

    public AdjustableSlots Slots { get; }

    public FlowMeter Meter { get; }

    /// <summary>A second passed. Returns the change that follows, with <c>At</c> and <c>Store</c> as given.</summary>
    public TuningChange? Tick(DateTimeOffset now, Uri store, double memoryLoad)
    {
        _ticks++;
        if (_settling && _ticks >= TicksToSettle)
        {
            // Refusals that come while more are let in are an answer to just that; after a fall they are of the past.
            Meter.Restart(keepFaults: _rising);
            (_settling, _ticks) = (false, 0);
        }

        if (_ticks < TicksOfAnInterval)
        {
            return null;
        }

        _ticks = 0;
        int before = _state.Value;
        (_state, string? reason) = Climb.Next(_state, Meter.Observe(memoryLoad), _bounds);
        if (_state.Value == before)
        {
            return null;
        }

        (_settling, _rising) = (true, _state.Value > before);
        Slots.Limit = _state.Value;
        return new TuningChange(now, store, _kind, before, _state.Value, $"{_name} {before}→{_state.Value}: {reason}");
    }
}
