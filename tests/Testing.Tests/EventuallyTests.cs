namespace DtnBox.Testing.Tests;

public sealed class EventuallyTests
{
    [Fact]
    public async Task HappensWithinAsync_ItHappens_IsTrueAtOnce()
        => Assert.True(await Eventually.HappensWithinAsync(TimeSpan.FromDays(1), () => true));

    [Fact]
    public async Task HappensWithinAsync_ItDoesNotHappen_IsFalse()
        => Assert.False(await Eventually.HappensWithinAsync(TimeSpan.FromMilliseconds(1), () => false));
}
