using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Pacing;
using DtnBox.Transfer.Tuning;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Transfer.Tests.Tuning;

public sealed class KnobTests
{
    private static readonly Uri Store = new("http://store.example:9000");

    private readonly FakeTimeProvider _time = new();
    private readonly Knob _knob;

    public KnobTests() => _knob = new Knob(
        TuningKnob.PartsInFlight, "parts in flight", new ClimbBounds(8, 64), mebibytesForEach: 0, _time);

    [Fact]
    public async Task Tick_GoodputRises_ChangesTheSlotsAndSaysWhy()
    {
        await FillAsync();

        TuningChange? first = Seconds(2, mebibytesEach: 240);
        TuningChange? settling = Seconds(1, mebibytesEach: 300);
        TuningChange? second = Seconds(2, mebibytesEach: 480);

        Assert.Equal("parts in flight 8→16: all are in use; trying more", first?.Sentence);
        Assert.Null(settling);
        Assert.Equal(
            new TuningChange(
                _time.GetUtcNow(), Store, TuningKnob.PartsInFlight, 16, 32, "parts in flight 16→32: goodput rose 100 %"),
            second);
        Assert.Equal(32, _knob.Slots.Limit);
    }

    [Fact]
    public async Task Tick_ThrottledRightAfterARise_FallsBack()
    {
        await FillAsync();
        Seconds(2, mebibytesEach: 240);

        _knob.Meter.Throttled();
        _knob.Meter.Acknowledged(1, TimeSpan.Zero, TimeSpan.Zero);
        TuningChange? change = Seconds(3, mebibytesEach: 240);

        Assert.Equal("parts in flight 16→8: a store throttled 1 of 1 requests", change?.Sentence);
    }

    [Fact]
    public void Tick_NobodyWaits_ChangesNothing()
    {
        Assert.Null(Seconds(10, mebibytesEach: 240));
        Assert.Equal(8, _knob.Slots.Limit);
    }

    [Fact]
    public async Task Passage_NotAcknowledged_TakesItsBytesBack()
    {
        await FillAsync();
        using var paces = new TransferPaces(_time);
        var open = new Pace(paces, "transfer");
        using (var lost = new Passage(_knob.Meter, open, _time))
        {
            lost.Moved(1 << 20);
        }

        using (var arrived = new Passage(_knob.Meter, open, _time))
        {
            arrived.Moved(1 << 20);
            _time.Advance(TimeSpan.FromSeconds(1));
            arrived.Moved(1 << 20);
            _time.Advance(TimeSpan.FromSeconds(1));
            arrived.Acknowledged();
        }

        Observation seen = _knob.Meter.Observe(memoryLoad: 0);

        Assert.Equal((1.0, 1, TimeSpan.FromSeconds(1)), (seen.Rate, seen.Finished, seen.Latency));
        Assert.Equal(1 << 20, _knob.Meter.ConnectionRate);
    }

    private async Task FillAsync()
    {
        for (int i = 0; i < 8; i++)
        {
            await _knob.Slots.TakeAsync(default);
        }

        // There is always more to do than may be done at once.
        for (int i = 0; i < 100; i++)
        {
            _ = _knob.Slots.TakeAsync(default).AsTask();
        }
    }

    private TuningChange? Seconds(int count, long mebibytesEach)
    {
        TuningChange? last = null;
        for (int i = 0; i < count; i++)
        {
            _knob.Meter.Moved(mebibytesEach * 1024 * 1024);
            _time.Advance(TimeSpan.FromSeconds(1));
            last = _knob.Tick(_time.GetUtcNow(), Store, memoryLoad: 0.5) ?? last;
        }

        return last;
    }
}
