using System.Text.Json;
using DtnBox.FunctionsHost.Handler;

namespace DtnBox.FunctionsHost.Tests.Handler;

/// <summary>The quoting that handlers rely on, as measured on the real host's conversion code.</summary>
public sealed class InvocationBodyTests
{
    [Theory]
    [InlineData("\"hello\"", """
        "\"\\\"hello\\\"\""
        """)]
    [InlineData("""{"a":1}""", """
        "\"{\\\"a\\\":1}\""
        """)]
    [InlineData("CgNhYmM=", """
        "\"CgNhYmM=\""
        """)]
    [InlineData("a+b/c==", """
        "\"a+b/c==\""
        """)]
    [InlineData(null, "\"null\"")]
    public void Write_TextValue_IsQuotedOnceMore(string? text, string expected)
    {
        ReadOnlyMemory<byte> body = InvocationBody.Write(
            "F", DateTimeOffset.UnixEpoch, data => data.WriteString("input", InvocationBody.Quote(text)));
        using JsonDocument document = JsonDocument.Parse(body);
        Assert.Equal(expected, document.RootElement.GetProperty("Data").GetProperty("input").GetRawText());
    }
}
