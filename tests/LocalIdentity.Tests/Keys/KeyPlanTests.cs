using DtnBox.LocalIdentity.Keys;

namespace DtnBox.LocalIdentity.Tests.Keys;

public sealed class KeyPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Rotation = TimeSpan.FromDays(90);
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(14);

    [Fact]
    public void For_NoKeys_MakesOneThatSignsAtOnce() => Assert.Equal(Start, Plan(0).NewKeySignsFrom);

    [Theory]
    [InlineData(1)]
    [InlineData(88.9)]
    public void For_YoungKey_DoesNothing(double day)
    {
        KeyPlan plan = Plan(day, 0);
        Assert.Null(plan.NewKeySignsFrom);
        Assert.Empty(plan.Retired);
    }

    [Fact]
    public void For_KeyADayBeforeItsEnd_AnnouncesTheNext() => Assert.Equal(Start.AddDays(90), Plan(89, 0).NewKeySignsFrom);

    [Fact]
    public void For_NextKeyAnnounced_DoesNothingMore() => Assert.Null(Plan(89.5, 0, 90).NewKeySignsFrom);

    [Fact]
    public void For_ServerThatWasOffForLong_AnnouncesBeforeItSigns() => Assert.Equal(Start.AddDays(201), Plan(200, 0).NewKeySignsFrom);

    [Fact]
    public void For_OldKeyWithinTheOverlap_IsKept() => Assert.Empty(Plan(103.9, 0, 90).Retired);

    [Fact]
    public void For_OldKeyAfterTheOverlap_IsRetired() => Assert.Equal(["day 0"], Plan(104, 0, 90).Retired);

    private static KeyPlan Plan(double day, params int[] keys) => KeyPlan.For(
        keys.Select(from => ($"day {from}", Start.AddDays(from))), Start.AddDays(day), Rotation, Overlap);
}
