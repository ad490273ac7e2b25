using System.Text.Json;
using DtnBox.Cli.Tests.Simulation;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.Hub;

public sealed class HubListTests : IAsyncLifetime
{
    private HubSimulator _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubSimulator.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task List_SomeInstances_ShowsThemAsATable()
    {
        _hub.On("GET instances/?showInput=false&top=51", $"[{Instance("a1")},{Instance("b22", "Failed", """{"step":2}""")}]");
        Outcome outcome = await _hub.CommandLine().RunAsync("hub list");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(
            """
            ID   NAME  STATUS   CREATED                  UPDATED                  CUSTOM STATUS
            a1   Copy  Running  2026-11-23 01:02:03 UTC  2026-11-23 01:02:04 UTC
            b22  Copy  Failed   2026-11-23 01:02:03 UTC  2026-11-23 01:02:04 UTC  {"step":2}
            """,
            outcome.Out);
        Assert.Empty(outcome.Error);
    }

    [Fact]
    public async Task List_ManyPages_FollowsTheTokensEvenThroughAnEmptyPage()
    {
        // Tokens of the local host hold a space; the real one's pages may be empty and go on nevertheless.
        const string request = "GET instances/?showInput=false&top=1000";
        _hub.On(request, context => Page(context, context.Request.Headers["x-ms-continuation-token"].ToString() switch
        {
            "" => ([Instance("a")], "aXgx MA=="),
            "aXgx MA==" => ([], "third"),
            _ => ([Instance("b"), Instance("c")], null),
        }));
        Outcome outcome = await _hub.CommandLine().RunAsync("hub list --all --json");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(["a", "b", "c"], Ids(outcome));
        Assert.Equal(["", "aXgx MA==", "third"], _hub.Requests.Select(asked => asked.Continuation));
    }

    [Fact]
    public async Task List_MoreThanTop_StopsThereAndSaysSo()
    {
        _hub.On(
            "GET instances/?showInput=false&top=3",
            context => Page(context, ([Instance("a"), Instance("b"), Instance("c")], "more")));
        Outcome outcome = await _hub.CommandLine().RunAsync("hub list --top 2 --json");
        Assert.Equal(["a", "b"], Ids(outcome));
        Assert.Equal("There are more than these 2. Ask for them with --top or --all.", outcome.Error);
        Assert.Single(_hub.Requests);
    }

    [Fact]
    public async Task List_ExactlyTop_SaysNothing()
    {
        _hub.On("GET instances/?showInput=false&top=3", $"[{Instance("a")},{Instance("b")}]");
        Assert.Empty((await _hub.CommandLine().RunAsync("hub list --top 2")).Error);
    }

    [Fact]
    public async Task List_WithFilters_AsksForThemAsTheHostSpellsThem()
    {
        Outcome outcome = await _hub.CommandLine().RunAsync(
            "hub list --status running,FAILED --status Suspended --created-after 2026-11-23T03:00+01:00 --created-before 2026-11-24 --prefix t&1- --task-hub Other");
        Assert.Equal(
            "GET instances/?runtimeStatus=Running%2CFailed%2CSuspended&createdTimeFrom=2026-11-23T02%3A00%3A00.0000000Z"
                + "&createdTimeTo=2026-11-24T00%3A00%3A00.0000000Z&instanceIdPrefix=t%261-&showInput=false&top=51&taskHub=Other",
            _hub.Requests.Single().What);
        Assert.Equal(ExitCodes.Unreachable, outcome.ExitCode);
    }

    [Fact]
    public async Task List_CreatedAfterASpan_CountsBackFromNow()
    {
        CommandLine line = _hub.CommandLine();
        line.Time = new StoppedClock(Samples.At);
        await line.RunAsync("hub list --created-after 36h");
        Assert.StartsWith(
            "GET instances/?createdTimeFrom=2026-11-21T13%3A02%3A03.0000000Z&", _hub.Requests.Single().What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hub list", "The task hub has no instances.")]
    [InlineData("hub list --status Failed", "No instances match.")]
    [InlineData("hub list --json", "[\n]")]
    public async Task List_None_SaysWhy(string line, string words)
    {
        _hub.On("GET instances/?showInput=false&top=51", "[]");
        _hub.On("GET instances/?runtimeStatus=Failed&showInput=false&top=51", "[]");
        Assert.Equal(words, (await _hub.CommandLine().RunAsync(line)).Out);
    }

    [Fact]
    public async Task List_NamesThatSteerATerminal_ShowsThemHarmless()
    {
        _hub.On("GET instances/?showInput=false&top=51", $"[{Instance(@"\u001b[31mred", "Running", @"""\u001b]0;title\u0007""")}]");
        Outcome outcome = await _hub.CommandLine().RunAsync("hub list");
        Assert.DoesNotContain('\u001b', outcome.Out);
        Assert.Contains(@"\u001b[31mred", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', (await _hub.CommandLine().RunAsync("hub list --json")).Out);
    }

    [Fact]
    public async Task List_MembersMissing_ShowsWhatIsThere()
    {
        _hub.On("GET instances/?showInput=false&top=51", """[{"InstanceId":"a","somethingNew":[1]},{}]""");
        Outcome outcome = await _hub.CommandLine().RunAsync("hub list");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains("a         Unknown  unknown  unknown", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hub list --top 0", "--top must be 1 or more.")]
    [InlineData("hub list --top 5 --all", "contradict")]
    [InlineData("hub list --status Failed,Broken", "'Broken' is not one of Pending, Running,")]
    [InlineData("hub list --status 1", "'1' is not one of")]
    [InlineData("hub list --created-after yesterday", "'yesterday' is not a time.")]
    [InlineData("hub list --created-after 7w", "'7w' is not a time.")]
    [InlineData("hub list --url http://x", "--url")]
    public async Task List_LineThatCannotBe_IsAUsageFault(string line, string fault)
    {
        Outcome outcome = await _hub.CommandLine().RunAsync(line);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains(fault, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_hub.Requests);
    }

    private static string Instance(string id, string status = "Running", string customStatus = "null")
        => $$"""
            {"name":"Copy","instanceId":"{{id}}","runtimeStatus":"{{status}}","input":null,"customStatus":{{customStatus}},"output":null,
             "createdTime":"2026-11-23T01:02:03Z","lastUpdatedTime":"2026-11-23T01:02:04Z"}
            """;

    private static IResult Page(HttpContext context, (string[] Instances, string? Next) page)
    {
        if (page.Next is not null)
        {
            context.Response.Headers["x-ms-continuation-token"] = page.Next;
        }

        return Results.Text($"[{string.Join(',', page.Instances)}]", "application/json");
    }

    private static string[] Ids(Outcome outcome)
        => [.. JsonElement.Parse(outcome.Out).EnumerateArray().Select(item => item.GetProperty("instanceId").GetString()!)];
}
