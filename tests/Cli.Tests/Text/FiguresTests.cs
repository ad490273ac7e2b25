using DtnBox.Cli.Text;

namespace DtnBox.Cli.Tests.Text;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(1L << 40, "1.0 TiB")]
    [InlineData(long.MaxValue, "8192.0 PiB")]
    public void Bytes_OfAnySize_AreShort(long bytes, string text) => Assert.Equal(text, Figures.Bytes(bytes));

    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3725, "1 h 2 min")]
    [InlineData(90000, "1 d 1 h")]
    public void Duration_OfAnyLength_HasTwoUnits(double seconds, string text)
        => Assert.Equal(text, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(1, "1 object")]
    [InlineData(1234567, "1,234,567 objects")]
    public void Objects_Counted_AreInWords(long count, string text) => Assert.Equal(text, Figures.Objects(count));
}
