using DtnBox.FunctionsHost.Handler;

namespace DtnBox.FunctionsHost.Tests.Handler;

public sealed class JsonLineTests
{
    [Theory]
    [InlineData("""{"LogLevel":"Information","Message":"hello"}""", true)]
    [InlineData("""{"LogLevel":"Information" """, false)]
    [InlineData("{} and more", false)]
    [InlineData("info: hello {}", false)]
    [InlineData("\"text\"", false)]
    [InlineData("", false)]
    public void IsObject_Line_OnlyWholeObjectsCount(string line, bool expected)
        => Assert.Equal(expected, JsonLine.IsObject(line));
}
