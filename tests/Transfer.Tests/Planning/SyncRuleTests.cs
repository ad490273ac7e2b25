using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Planning;

namespace DtnBox.Transfer.Tests.Planning;

public sealed class SyncRuleTests
{
    private const string Md5 = "0123456789abcdef0123456789abcdef";
    private const string OtherMd5 = "ffffffffffffffffffffffffffffffff";

    private static readonly DateTimeOffset At = new(2026, 11, 23, 1, 2, 3, 456, TimeSpan.Zero);

    [Theory]
    [InlineData(SyncMode.All)]
    [InlineData(SyncMode.Missing)]
    [InlineData(SyncMode.SizeDiffers)]
    [InlineData(SyncMode.Newer)]
    [InlineData(SyncMode.ChecksumDiffers)]
    public void Decide_NothingThere_Copies(SyncMode sync)
        => Assert.Equal(SyncDecision.Copy, SyncRule.Decide(sync, new PlannedObject("k", 1, Md5), there: null));

    [Theory]
    [InlineData(SyncMode.All, true, "Copy")]
    [InlineData(SyncMode.Missing, true, "Skip")]
    [InlineData(SyncMode.Missing, false, "Skip")]
    [InlineData(SyncMode.SizeDiffers, true, "Skip")]
    [InlineData(SyncMode.SizeDiffers, false, "Copy")]
    [InlineData(SyncMode.ChecksumDiffers, false, "Copy")]
    public void Decide_BySize(SyncMode sync, bool sameSize, string expected)
        => Assert.Equal(
            expected,
            $"{SyncRule.Decide(sync, new PlannedObject("k", 5, Md5), new PlannedObject("k", sameSize ? 5 : 6, Md5))}");

    [Theory]
    [InlineData(0, 0, "Skip")]
    [InlineData(0, 1, "Skip")]
    [InlineData(1, 0, "Copy")]
    [InlineData(null, 0, "Copy")]
    [InlineData(0, null, "Copy")]
    public void Decide_Newer_ByTheDateOfLastChange(int? source, int? there, string expected)
        => Assert.Equal(
            expected,
            $"{SyncRule.Decide(
                SyncMode.Newer,
                new PlannedObject("k", 5, Md5, LastModified: source is { } s ? At.AddMilliseconds(s) : null),
                new PlannedObject("k", 6, Md5, LastModified: there is { } t ? At.AddMilliseconds(t) : null))}");

    [Theory]
    [InlineData(Md5, Md5, "Skip")]
    [InlineData(Md5, "0123456789ABCDEF0123456789ABCDEF", "Skip")]
    [InlineData(Md5 + "-3", Md5 + "-3", "Skip")]
    [InlineData(Md5, OtherMd5, "Compare")]
    [InlineData(Md5, Md5 + "-1", "Compare")]
    [InlineData("", "", "Compare")]
    [InlineData("v1", "v1", "Compare")]
    public void Decide_ChecksumDiffers_TrustsOnlyEqualTagsThatLookLikeMd5(string source, string there, string expected)
        => Assert.Equal(
            expected,
            $"{SyncRule.Decide(SyncMode.ChecksumDiffers, new PlannedObject("k", 5, source), new PlannedObject("k", 5, there))}");

    [Fact]
    public void Decide_ChecksumDiffersOfEmptyObjects_NeedsNoReading()
        => Assert.Equal(
            SyncDecision.Skip,
            SyncRule.Decide(SyncMode.ChecksumDiffers, new PlannedObject("k", 0, "a"), new PlannedObject("k", 0, "b")));
}
