using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Copying;

public sealed class PartLayoutTests
{
    private const long Mebibyte = 1024 * 1024;
    private const long Minimum = 16 * Mebibyte;

    [Theory]
    [InlineData(1, 16, 1)]
    [InlineData(16 * Mebibyte, 16, 1)]
    [InlineData((16 * Mebibyte) + 1, 16, 2)]
    [InlineData(160_000 * Mebibyte, 16, 10_000)]
    [InlineData((160_000 * Mebibyte) + 1, 17, 9412)]
    [InlineData(5L * 1024 * 1024 * Mebibyte, 525, 9987)]
    [InlineData(10_000L * 5 * 1024 * Mebibyte, 5 * 1024, 10_000)]
    public void For_ObjectSize_GivesTheSmallestAllowedParts(long size, long partMebibytes, int parts)
    {
        PartLayout layout = PartLayout.For(size, Minimum)!;

        Assert.Equal((partMebibytes * Mebibyte, parts), (layout.PartSize, layout.Count));
    }

    [Fact]
    public void For_MoreThanS3CanHold_GivesNone()
        => Assert.Null(PartLayout.For((10_000L * 5 * 1024 * Mebibyte) + 1, Minimum));

    [Fact]
    public void Range_EachPart_CoversTheObjectOnce()
    {
        PartLayout layout = PartLayout.For((40 * Mebibyte) + 7, Minimum)!;

        Assert.Equal(
            [
                new ByteRange(0, Minimum),
                new ByteRange(Minimum, Minimum),
                new ByteRange(2 * Minimum, (8 * Mebibyte) + 7),
            ],
            Enumerable.Range(1, layout.Count).Select(layout.Range));
    }
}
