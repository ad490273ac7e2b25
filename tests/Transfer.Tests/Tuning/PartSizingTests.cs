using DtnBox.Transfer.Tuning;

namespace DtnBox.Transfer.Tests.Tuning;

public sealed class PartSizingTests
{
    private const long Mebibyte = 1024 * 1024;
    private const long Smallest = 16 * Mebibyte;
    private const long Largest = 64 * Mebibyte;

    [Theory]
    [InlineData(null, 64)]
    [InlineData(1.0, 16)]
    [InlineData(10.0, 16)]
    [InlineData(11.0, 32)]
    [InlineData(30.0, 64)]
    [InlineData(500.0, 64)]
    public void BySpeed_GivesAPartSomeSeconds(double? mebibytesPerSecond, long mebibytes)
        => Assert.Equal(mebibytes, PartSizing.BySpeed(mebibytesPerSecond * Mebibyte, Smallest, Largest) / Mebibyte);

    [Theory]
    [InlineData(65, 8, 64, 16)]
    [InlineData(1024, 8, 64, 32)]
    [InlineData(1024, 8, 16, 16)]
    [InlineData(4096, 8, 64, 64)]
    [InlineData(4096, 64, 64, 16)]
    [InlineData(1_000_000, 8, 64, 64)]
    public void Choose_LeavesEachStreamSeveralParts(long objectMebibytes, int streams, long bySpeed, long mebibytes)
        => Assert.Equal(
            mebibytes,
            PartSizing.Choose(objectMebibytes * Mebibyte, streams, bySpeed * Mebibyte, Smallest) / Mebibyte);
}
