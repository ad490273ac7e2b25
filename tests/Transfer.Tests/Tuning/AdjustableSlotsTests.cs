using DtnBox.Transfer.Tuning;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Transfer.Tests.Tuning;

public sealed class AdjustableSlotsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task TakeAsync_AllTaken_WaitsForItsTurnInOrder()
    {
        var slots = new AdjustableSlots(1, _time);
        await slots.TakeAsync(default);
        Task first = slots.TakeAsync(default).AsTask();
        Task second = slots.TakeAsync(default).AsTask();

        slots.Release();

        await first;
        Assert.False(second.IsCompleted);
        slots.Release();
        await second;
        Assert.Equal(1, slots.InUse);
    }

    [Fact]
    public async Task Limit_Raised_AdmitsThoseWhoWait()
    {
        var slots = new AdjustableSlots(1, _time);
        Task[] takers = [.. Enumerable.Range(0, 4).Select(_ => slots.TakeAsync(default).AsTask())];

        slots.Limit = 3;

        await Task.WhenAll(takers[..3]);
        Assert.False(takers[3].IsCompleted);
    }

    [Fact]
    public async Task Limit_Lowered_TakesNothingAwayAndAdmitsNobodyUntilThereIsRoom()
    {
        var slots = new AdjustableSlots(3, _time);
        Task[] takers = [.. Enumerable.Range(0, 4).Select(_ => slots.TakeAsync(default).AsTask())];

        slots.Limit = 1;
        slots.Release();
        slots.Release();

        Assert.Equal((1, false), (slots.InUse, takers[3].IsCompleted));
        slots.Release();
        await takers[3];
    }

    [Fact]
    public async Task TakeAsync_Cancelled_LeavesItsTurnToTheNext()
    {
        var slots = new AdjustableSlots(1, _time);
        await slots.TakeAsync(default);
        using var cancel = new CancellationTokenSource();
        Task impatient = slots.TakeAsync(cancel.Token).AsTask();
        Task patient = slots.TakeAsync(default).AsTask();

        await cancel.CancelAsync();
        slots.Release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await patient;
        Assert.Equal(1, slots.InUse);
    }

    [Fact]
    public async Task Contended_CountsTheTimeInWhichSomebodyWaited()
    {
        var slots = new AdjustableSlots(1, _time);
        await slots.TakeAsync(default);
        _time.Advance(TimeSpan.FromSeconds(5));
        Task waiting = slots.TakeAsync(default).AsTask();
        _time.Advance(TimeSpan.FromSeconds(2));
        TimeSpan meanwhile = slots.Contended();

        slots.Release();
        await waiting;
        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)), (meanwhile, slots.Contended()));
    }

    [Fact]
    public async Task Chain_CancelledAtALaterLink_GivesTheEarlierBack()
    {
        var own = new AdjustableSlots(2, _time);
        var store = new AdjustableSlots(1, _time);
        var chain = new SlotChain(own, store);
        SlotChain.Lease held = await chain.TakeAsync(default);
        using var cancel = new CancellationTokenSource();
        Task waiting = chain.TakeAsync(cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal((1, 1), (own.InUse, store.InUse));
        held.Dispose();
        Assert.Equal((0, 0), (own.InUse, store.InUse));
    }
}
