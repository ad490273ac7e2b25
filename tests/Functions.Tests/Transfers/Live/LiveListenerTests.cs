using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Transfers.Live;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Functions.Tests.Transfers.Live;

public sealed class LiveListenerTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _time = new();
    private readonly LiveListener _listener = new(transferId: null, new Caller("ada", Role.Member));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_ManyViewsOfOneTransferWait_GivesTheNewestOfEach()
    {
        _listener.Offer(Seen("a", 1));
        _listener.Offer(Seen("b", 1));
        _listener.Offer(Seen("a", 2));
        await _listener.WaitAsync(Beat, _time, Cancel);
        Assert.Equal(["a 2", "b 1"], _listener.Take().Select(seen => $"{seen.Id} {seen.Json[0]}").Order(StringComparer.Ordinal));
        Assert.Empty(_listener.Take());
    }

    [Fact]
    public async Task Wait_NothingIsOffered_EndsAfterThatTimeAndAgainWhenSomethingIs()
    {
        Task waits = _listener.WaitAsync(Beat, _time, Cancel);
        Assert.False(waits.IsCompleted);
        _time.Advance(Beat);
        await waits;
        Assert.Empty(_listener.Take());

        waits = _listener.WaitAsync(Beat, _time, Cancel);
        _listener.Offer(Seen("a", 1));
        await waits;
        Assert.Single(_listener.Take());
    }

    [Fact]
    public void Wants_ATransferOfSomebodyElse_OnlyAsAdministrator()
    {
        Assert.True(_listener.Wants("a", "ada"));
        Assert.False(_listener.Wants("a", "bob"));
        _listener.Reader = new Caller("ada", Role.Administrator);
        Assert.True(_listener.Wants("a", "bob"));
    }

    private LiveTransfer Seen(string id, byte version) => new(id, "ada", null, [version], default, _time.GetUtcNow());
}
