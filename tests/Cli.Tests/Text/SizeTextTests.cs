using DtnBox.Cli.Bandwidth;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.Tests.Text;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("1024", 1024L)]
    [InlineData("32MiB", 32L << 20)]
    [InlineData("1.5 GiB", 1536L << 20)]
    [InlineData("5mb", 5_000_000L)]
    [InlineData("1Gbit", 125_000_000L)]
    [InlineData("0", null)]
    [InlineData("-1MiB", null)]
    [InlineData("MiB", null)]
    [InlineData("5 parsecs", null)]
    [InlineData("", null)]
    public void Bytes_OfWhatPeopleType(string text, long? bytes) => Assert.Equal(bytes, SizeText.Bytes(text));

    [Theory]
    [InlineData("50MiB/s", 50L << 20)]
    [InlineData("50MiB", 50L << 20)]
    [InlineData("200Mbit/S", 25_000_000L)]
    [InlineData("/s", null)]
    public void BytesPerSecond_OfWhatPeopleType(string text, long? bytes) => Assert.Equal(bytes, SizeText.BytesPerSecond(text));

    [Theory]
    [InlineData(1L << 30, "1 GiB")]
    [InlineData(3L << 19, "1536 KiB")]
    [InlineData(1000L, "1000 B")]
    public void From_IsExact(long bytes, string text) => Assert.Equal(text, SizeText.From(bytes));

    [Theory]
    [InlineData("Mon-Fri 08:00-18:00=10MiB/s", "Mon,Tue,Wed,Thu,Fri 08:00-18:00 10 MiB/s")]
    [InlineData("sat-mon 22:00-06:00=off", "Sat,Sun,Mon 22:00-06:00 off")]
    [InlineData("Wed,Friday 00:00-24:00=1KiB/s", "Wed,Fri 00:00-00:00 1 KiB/s")]
    [InlineData("12:00-13:00=2GiB/s", "12:00-13:00 2 GiB/s")]
    public void Window_IsReadAndWritten(string text, string words) => Assert.Equal(words, WindowText.From(WindowText.Parse(text)!));
}
