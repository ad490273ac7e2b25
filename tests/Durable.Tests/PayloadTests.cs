using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

/// <summary>Beyond a table's property (64 KB), its row (1 MB) and its transaction (4 MB).</summary>
public sealed class PayloadTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Theory]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    [InlineData(5_000_000)]
    public async Task Payload_ThroughInputActivityAndOutput_ArrivesWhole(int length)
    {
        string text = Text(length);
        string id = await Client.StartAsync("CallByName", new { name = "Echo", input = text });

        Assert.Equal(text, await Client.ResultAsync<string>(id));
        Assert.Equal(text, (await Client.FindAsync(id))!.Value.GetProperty("input").Text("input"));
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    [InlineData(5_000_000)]
    public async Task Payload_ThroughAnEvent_ArrivesWhole(int length)
    {
        string text = Text(length);
        string id = await Client.StartAsync("Collect", 1);
        await Client.RaiseAsync(id, "item", text);

        Assert.Equal([text], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Payload_ThroughAChild_ArrivesWhole()
    {
        string text = Text(1_000_000);
        string told = await Client.RunAsync<string>(
            "Parent", new { child = "CallByName", input = new { name = "Echo", input = text } });

        Assert.Equal($"child gave \"{text}\"", told);
    }

    [Fact]
    public async Task FanIn_OfManyLargeResults_GetsThemAll()
        => Assert.Equal(300 * 10_000, await Client.RunAsync<int>("FanOut", new { count = 300, bytes = 10_000 }));

    [Fact]
    public async Task Payload_OutsideOfAscii_ArrivesUnchanged()
    {
        const string text = "Grüße, \"quoted\" \\ and\n日本語 🛰 \u0001 2026-01-01T00:00:00+02:00";

        Assert.Equal(text, await Client.RunAsync<string>("CallByName", new { name = "Echo", input = text }));
    }

    // Not one letter repeated: a mix-up of parts must show.
    private static string Text(int length)
        => string.Create(length, 0, (letters, _) =>
        {
            for (int i = 0; i < letters.Length; i++)
            {
                letters[i] = (char)('a' + (i * 31L / 7 % 26));
            }
        });
}
