using DtnBox.Transfer.Pacing;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Transfer.Tests.Pacing;

public sealed class TokenBucketTests : IDisposable
{
    private const int Rate = 1_000_000;

    private readonly FakeTimeProvider _time = new();
    private readonly TokenBucket _bucket;
    private long _passed;

    public TokenBucketTests() => _bucket = new TokenBucket(_time);

    public void Dispose() => _bucket.Dispose();

    [Fact]
    public void TakeAsync_NoRate_NeverWaits()
    {
        for (int i = 0; i < 100; i++)
        {
            Assert.True(_bucket.TakeAsync(int.MaxValue, default).AsTask().IsCompletedSuccessfully);
        }
    }

    [Theory]
    [InlineData(64 * 1024)]
    [InlineData(Rate)]
    [InlineData(100 * Rate)]
    public async Task TakeAsync_ManyStreams_PassNoMoreThanTheRateAndABurst(int rate)
    {
        _bucket.BytesPerSecond = rate;
        using var stop = new CancellationTokenSource();
        Task[] streams = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => StreamAsync(stop.Token)))];

        Advance(TimeSpan.FromSeconds(3), streams: 8);

        Assert.InRange(Interlocked.Read(ref _passed), 2.9 * rate, (3.1 * rate) + (2 * _bucket.Piece(int.MaxValue)));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(streams));
        Assert.Equal(0, _bucket.Waiting);
    }

    [Fact]
    public async Task BytesPerSecond_ChangedWhileStreamsWait_HoldsAtOnce()
    {
        _bucket.BytesPerSecond = 1;
        Task first = _bucket.TakeAsync(4096, default).AsTask();
        Task second = _bucket.TakeAsync(4096, default).AsTask();
        Assert.Equal((true, false), (first.IsCompleted, second.IsCompleted));

        _bucket.BytesPerSecond = 10 * Rate;
        _time.Advance(TimeSpan.FromMilliseconds(20));
        await second;

        _bucket.BytesPerSecond = 1;
        Task third = _bucket.TakeAsync(int.MaxValue, default).AsTask();
        Task fourth = _bucket.TakeAsync(1, default).AsTask();
        _bucket.BytesPerSecond = null;
        await Task.WhenAll(third, fourth);
    }

    [Fact]
    public async Task TakeAsync_InOrder_ServesWhoCameFirst()
    {
        _bucket.BytesPerSecond = Rate;
        await _bucket.TakeAsync(Rate, default);
        Task first = _bucket.TakeAsync(Rate, default).AsTask();
        Task second = _bucket.TakeAsync(1, default).AsTask();

        _time.Advance(TimeSpan.FromSeconds(1.5));
        await first;
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await second;
    }

    private async Task StreamAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int piece = _bucket.Piece(256 * 1024);
            await _bucket.TakeAsync(piece, cancellationToken);
            Interlocked.Add(ref _passed, piece);
        }
    }

    /// <summary>Moves the clock in small steps, each after all streams have come to wait again.</summary>
    private void Advance(TimeSpan time, int streams)
    {
        for (TimeSpan gone = TimeSpan.Zero; gone < time; gone += TimeSpan.FromMilliseconds(10))
        {
            Assert.True(SpinWait.SpinUntil(() => _bucket.Waiting == streams, TimeSpan.FromSeconds(30)), "a stream is lost");
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }
    }
}
