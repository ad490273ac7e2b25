using System.Text.Json;
using DtnBox.Cli.Tests.Simulation;

namespace DtnBox.Cli.Tests.Hub;

public sealed class HubShowTests : IAsyncLifetime
{
    private HubSimulator _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubSimulator.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Show_ACompletedInstance_TellsAllFields()
    {
        _hub.On("GET instances/a1", Instance("Completed", """{"bucket":"b","keys":[1,2]}""", "\"done: æ\""));
        Outcome outcome = await _hub.CommandLine().RunAsync("hub show a1");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(
            """
            a1  Copy
              Status   Completed
              Created  2026-11-23 01:02:03 UTC
              Updated  2026-11-23 01:02:04 UTC
              Custom status
                {
                  "step": 2
                }
              Input
                {
                  "bucket": "b",
                  "keys": [
                    1,
                    2
                  ]
                }
              Output
                done: æ
            """,
            outcome.Out);
    }

    [Theory]
    [InlineData("Failed", "Failure")]
    [InlineData("Terminated", "Reason")]
    [InlineData("Suspended", "Reason")]
    public async Task Show_AnEndThatIsNoResult_NamesItSo(string status, string title)
    {
        // Running instances are answered with 202.
        _hub.On("GET instances/a1", Instance(status, "null", "\"System.Exception: no\\n   at Copy()\""), 202);
        Outcome outcome = await _hub.CommandLine().RunAsync("hub show a1");
        Assert.EndsWith($"  {title}\n    System.Exception: no\n       at Copy()", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_ALongInput_IsCutUnlessFull()
    {
        _hub.On("GET instances/a1", Instance("Running", $"[{string.Join(',', Enumerable.Range(0, 100))}]", "null"));
        string cut = (await _hub.CommandLine().RunAsync("hub show a1")).Out;
        Assert.EndsWith("      18,\n    ... 82 more lines; all of them with --full", cut, StringComparison.Ordinal);
        string full = (await _hub.CommandLine().RunAsync("hub show a1 --full")).Out;
        Assert.EndsWith("      99\n    ]", full, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_JsonInAString_IsLaidOutToo()
    {
        _hub.On("GET instances/a1", Instance("Completed", "null", "\"{\\\"ok\\\":true}\""));
        Outcome outcome = await _hub.CommandLine().RunAsync("hub show a1");
        Assert.EndsWith("  Output\n    {\n      \"ok\": true\n    }", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Json_IsWhatTheHostGave()
    {
        string instance = Instance("Completed", "[1.10]", "\"x\"");
        _hub.On("GET instances/a%20b", instance);
        Outcome outcome = await _hub.CommandLine().RunAsync(["hub", "show", "a b", "--json"]);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(instance), JsonElement.Parse(outcome.Out)));
    }

    [Fact]
    public async Task Show_TextThatSteersATerminal_ShowsItHarmless()
    {
        _hub.On("GET instances/a1", Instance("Failed", "null", @"""\u001b[2Jgone\u009b"""));
        Outcome outcome = await _hub.CommandLine().RunAsync("hub show a1");
        Assert.EndsWith(@"    \u001b[2Jgone\u009b", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("a/b")]
    public async Task Show_AnIdThatIsNone_AsksNobody(string id)
    {
        Outcome outcome = await _hub.CommandLine().RunAsync(["hub", "show", id]);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("is not an instance id", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_hub.Requests);
    }

    private static string Instance(string status, string input, string output)
        => $$"""
            {"name":"Copy","instanceId":"a1","runtimeStatus":"{{status}}","input":{{input}},"customStatus":{"step":2},"output":{{output}},
             "createdTime":"2026-11-23T01:02:03Z","lastUpdatedTime":"2026-11-23T01:02:04Z"}
            """;
}
