using System.Text;
using System.Text.Json;
using DtnBox.Functions.Transfers.KeyLists;

namespace DtnBox.Functions.Tests.Transfers.KeyLists;

public sealed class KeyListLinesTests
{
    [Fact]
    public async Task Read_EveryCharacter_ComesThrough()
    {
        string[] keys = ["a", " b ", "\"\\\n\r\0\u2028", "\ue000\U0001F600é", "..", new('é', 512)];
        Assert.Equal(keys, await ReadAsync(string.Join('\n', keys.Select(key => JsonSerializer.Serialize(key)))));
    }

    [Fact]
    public async Task Read_CarriageReturnsEmptyLinesAndNoLastLineFeed_AreTaken()
        => Assert.Equal(["a", "b", "c"], await ReadAsync("\"a\"\r\n\r\n\n\"b\"\n\"c\""));

    [Fact]
    public async Task Read_InPiecesOfOneByte_GivesTheSame()
    {
        byte[] body = Encoding.UTF8.GetBytes("\"a\u00e9\"\n\n\"b\"\n");
        await using var dribble = new DribblingStream(body);
        Assert.Equal(["aé", "b"], await KeyListLines.ReadAsync(dribble, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("\"a\"\n7", "Line 2 is not one JSON string")]
    [InlineData("\"a\"\n\nnull", "Line 3 is not one JSON string")]
    [InlineData("\"a\" \"b\"", "Line 1 is not one JSON string")]
    [InlineData("\"a", "Line 1 is not one JSON string")]
    [InlineData("\"\\ud800\"", "Line 1 is not one JSON string of Unicode text")]
    [InlineData("\"\"", "Line 1: the key is empty")]
    public async Task Read_SomethingElse_NamesTheLine(string body, string fault)
        => Assert.StartsWith(
            fault, (await Assert.ThrowsAsync<KeyListException>(() => ReadAsync(body))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1025)]
    [InlineData(20_000)]
    public async Task Read_AKeyThatIsTooLong_NamesTheLine(int length)
        => Assert.StartsWith(
            "Line 2: the key is longer than the 1,024 bytes",
            (await Assert.ThrowsAsync<KeyListException>(() => ReadAsync($"\"a\"\n\"{new string('x', length)}\"\n\"b\""))).Message,
            StringComparison.Ordinal);

    private static async Task<List<string>> ReadAsync(string body)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return await KeyListLines.ReadAsync(stream, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    private sealed class DribblingStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..1], cancellationToken);
    }
}
