using System.Text.Json;
using DtnBox.Cli.Tests.Simulation;

namespace DtnBox.Cli.Tests.Hub;

public sealed class HubHistoryTests : IAsyncLifetime
{
    private HubSimulator _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubSimulator.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task History_StepsAndATimer_TellsWhenAndHowLong()
        => Assert.Equal(
            """
               START     TOOK  Chain chain: Completed, started 2026-11-23 03:45:41.366 UTC
            +0.091 s  0.076 s  ├─ activity Number
            +0.186 s  0.027 s  ├─ activity Number
            +0.221 s  0.011 s  ├─ activity Number
            +0.239 s  0.046 s  ├─ timer, due 2026-11-23 03:45:41 UTC
            +0.294 s  0.017 s  ├─ activity Number
            +0.318 s           └─ completed
            """,
            await TreeAsync("chain"));

    [Fact]
    public async Task History_LocaleWithoutUtf8_IsDrawnInAscii()
    {
        _hub.OnHistory("fails", Recording.Of("fails"));
        Outcome outcome = await _hub.CommandLine().RunAsync("hub history fails");
        Assert.Equal(
            """
               START     TOOK  Call fails: Failed, started 2026-11-23 03:45:41.390 UTC
            +0.068 s  0.074 s  |- activity Broken500 failed
                               |     Microsoft.Azure.WebJobs.Host.FunctionInvocationException: Exception while executing function: Functions.Broken500
                               |     caused by System.Net.Http.HttpRequestException: Response status code does not indicate success: 500 (Internal Server Error).
            +0.155 s           `- failed
                                     Microsoft.Azure.WebJobs.Host.FunctionInvocationException: Exception while executing function: Functions.Broken500 <- System.Net.Http.HttpRequestException: Response status code does not indicate success: 500 (Internal Server Error).
            """,
            outcome.Out);
        Assert.True(outcome.Out.All(char.IsAscii));
    }

    [Fact]
    public async Task History_SuspendedAndResumed_TellsWhatItWaitsFor()
        => Assert.Equal(
            """
               START  TOOK  Collect steered: Running, started 2026-11-23 03:45:41.537 UTC
            +2.323 s        ├─ event item, 3 B
            +2.436 s        ├─ suspended
            +3.173 s        ├─ resumed
            +3.701 s        ├─ event item, 3 B
            +3.701 s  open  └─ waits for an event, or for work that the host shows only when it has ended
            """,
            await TreeAsync("steered"));

    [Theory]
    [InlineData("sleeps", "+0.016 s  open  └─ timer, due 2026-11-23 04:45:41 UTC")]
    [InlineData("hangs", "+0.000 s  open  └─ waits for an event, or for work that the host shows only when it has ended")]
    [InlineData("suspended", "+3.634 s  open  └─ held until it is resumed")]
    [InlineData("terminated", "+3.645 s        ├─ told to terminate\n+3.651 s        └─ terminated")]
    [InlineData("pings", "├─ sent event item to target\n+0.029 s        └─ completed")]
    [InlineData("fanout", "├─ activity Number\n+0.253 s  0.075 s  ├─ activity Number\n+0.348 s           └─ completed")]
    [InlineData("fails-unknown", "├─ activity Nobody failed\n                   │     the host gives no reason\n+0.106 s           └─ failed\n                         no details")]
    [InlineData("parent-fails", "├─ sub-orchestration Throw failed\n                   │     System.InvalidOperationException: from the parent\n+0.049 s           └─ failed\n                         System.InvalidOperationException: from the parent")]
    public async Task History_OtherRecordings_EndAsTheyDid(string recording, string end)
        => Assert.EndsWith(end, await TreeAsync(recording), StringComparison.Ordinal);

    [Fact]
    public async Task History_OfTheRealHostsForm_TellsGenerationOpenWorkReasonsAndCauses()
        => Assert.Equal(
            """
                START     TOOK  TransferOrchestrator t1-1: Running, started 2026-11-23 01:02:03.000 UTC (generation 3; what came before it continued as new is not kept)
             +0.050 s  0.200 s  ├─ activity BeginRun
                                │     = {"order":1}
             +0.300 s  0.700 s  ├─ activity ScheduleCommand failed
                                │     System.IO.IOException: The store said 503.
                                │     caused by System.TimeoutException: No answer
                                │     in 30 s.
             +1.100 s  2.400 s  ├─ timer, due 2026-11-23 01:02:06 UTC
             +1.100 s     open  ├─ timer, due 2026-11-24 01:02:04 UTC
             +3.600 s  0.400 s  ├─ activity Nobody failed
                                │     Function 'Nobody' failed.
             +4.100 s  0.900 s  ├─ sub-orchestration Child failed
                                │     MyException: child said no
             +5.100 s           ├─ sent event hello to other
                                │     = {"n":1}
             +7.000 s           ├─ suspended: maintenance
             +8.000 s           ├─ event CommandCompleted:7, 10 B
                                │     = {"id":"7"}
            +67.000 s           ├─ resumed: done \u001b[31m
            +67.100 s     open  ├─ sub-orchestration Child t1-1:c2
            +67.100 s     open  ├─ activity StopCommands
            +67.200 s           └─ GenericEvent
            """,
            await TreeAsync("by-protocol", "--outputs", id: "t1-1"));

    [Fact]
    public async Task History_OpenChildWithItsId_IsFollowed()
    {
        _hub.OnHistory("t1-1:c2", Recording.Of("sleeps"));
        string[] lines = (await TreeAsync("by-protocol", id: "t1-1")).Split('\n');
        int child = Array.FindIndex(lines, line => line.EndsWith("├─ sub-orchestration Child t1-1:c2: Running", StringComparison.Ordinal));
        Assert.EndsWith("  open  │  └─ timer, due 2026-11-23 04:45:41 UTC", lines[child + 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_Deep_FindsTheChildByNameAndTime()
    {
        _hub.OnHistory("parent-echo:child", Recording.Of("parent-echo-child"));
        OnChildren(Recording.Of("parent-echo-child"), Recording.Of("chain"));
        Assert.Equal(
            """
               START     TOOK  Parent parent-echo: Completed, started 2026-11-23 03:45:41.781 UTC
            +0.015 s  0.025 s  ├─ sub-orchestration Echo parent-echo:child: Completed
                               │  │  = from the parent
            +0.031 s  0.006 s  │  ├─ activity Say
                               │  │     = from the parent
            +0.040 s           │  └─ completed
                               │        = from the parent
            +0.047 s           └─ completed
                                     = child said "from the parent"
            """,
            await TreeAsync("parent-echo", "--deep --outputs"));
    }

    [Theory]
    [InlineData("other-1", "other-2", "├─ sub-orchestration Echo\n")]
    [InlineData("other-1", "parent-echo/x", "├─ sub-orchestration Echo parent-echo/x\n")]
    public async Task History_DeepWithManyCandidates_TakesNoneUnlessItsIdTells(string one, string other, string line)
    {
        OnChildren(Named(one), Named(other));
        Assert.Contains(line, await TreeAsync("parent-echo", "--deep"), StringComparison.Ordinal);

        static string Named(string id) => Recording.Of("parent-echo-child").Replace("parent-echo:child", id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_NotDeep_AsksForNothingElse()
    {
        Assert.Contains("├─ sub-orchestration Echo\n", await TreeAsync("parent-echo"), StringComparison.Ordinal);
        Assert.Single(_hub.Requests);
    }

    [Fact]
    public async Task History_AChildThatIsItsOwnParent_IsFollowedOnce()
    {
        _hub.OnHistory("t1-1:c2", Recording.Of("by-protocol").Replace("\"instanceId\": \"t1-1\"", "\"instanceId\": \"t1-1:c2\"", StringComparison.Ordinal));
        Assert.Contains("│  ├─ sub-orchestration Child t1-1:c2\n", await TreeAsync("by-protocol", id: "t1-1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"Copy","instanceId":"a1","runtimeStatus":"Pending"}""")]
    [InlineData("""{"name":"Copy","instanceId":"a1","runtimeStatus":"Pending","historyEvents":null}""")]
    [InlineData("""{"name":"Copy","instanceId":"a1","runtimeStatus":"Pending","historyEvents":[]}""")]
    public async Task History_NoneYet_SaysSo(string instance)
    {
        _hub.OnHistory("a1", instance);
        Outcome outcome = await _hub.CommandLine().RunAsync("hub history a1");
        Assert.Equal("START  TOOK  Copy a1: Pending, nothing recorded yet", outcome.Out);
    }

    [Fact]
    public async Task History_EventsOfUnknownForm_AreShownAsTheyAre()
    {
        _hub.OnHistory(
            "a1",
            """
            {"instanceId":"a1","runtimeStatus":"Completed","historyEvents":[
              {"EventType":"ExecutionStarted","Timestamp":"2026-11-23T01:00:00Z"},
              {"eventType":"TaskCompleted","name":"Old","timestamp":"2026-11-23T01:00:01Z"},
              {"EventType":"EntityLocked","Name":"counter"},
              {},
              {"EventType":"ContinueAsNew","Timestamp":"2026-11-23T01:00:02Z"},
              {"EventType":"ExecutionStarted","Timestamp":"2026-11-23T01:00:02Z"},
              {"EventType":"TimerFired","FireAt":"2026-11-23T01:00:03Z","Timestamp":"2026-11-23T01:00:02Z"}]}
            """);
        CommandLine line = _hub.CommandLine();
        line.CanDrawBoxes = true;
        Assert.Equal(
            """
               START  TOOK  a1: Completed, started 2026-11-23 01:00:00.000 UTC
            +1.000 s        ├─ activity Old
            +1.000 s        ├─ EntityLocked counter
            +1.000 s        ├─ event of unknown type
            +2.000 s        ├─ continued as new
            +2.000 s        ├─ began anew
            +3.000 s        └─ timer, due 2026-11-23 01:00:03 UTC
            """,
            (await line.RunAsync("hub history a1")).Out);
    }

    [Theory]
    [InlineData("hub history chain --json", "?showHistory=true")]
    [InlineData("hub history chain --json --outputs", "?showHistory=true&showHistoryOutput=true")]
    public async Task History_Json_IsTheArrayThatTheHostGave(string line, string query)
    {
        string recording = Recording.Of("chain");
        _hub.On($"GET instances/chain{query}", recording);
        Outcome outcome = await _hub.CommandLine().RunAsync(line);
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse(recording).GetProperty("historyEvents"), JsonElement.Parse(outcome.Out)));
    }

    private async Task<string> TreeAsync(string recording, string options = "", string? id = null)
    {
        _hub.OnHistory(id ?? recording, Recording.Of(recording));
        CommandLine line = _hub.CommandLine();
        line.CanDrawBoxes = true;
        Outcome outcome = await line.RunAsync($"hub history {id ?? recording} {options}");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        return outcome.Out;
    }

    /// <summary>Sets what the search for the child of parent-echo finds.</summary>
    private void OnChildren(params string[] instances) => _hub.On(
        "GET instances/?createdTimeFrom=2026-11-23T03%3A45%3A39.7959599Z&createdTimeTo=2026-11-23T03%3A45%3A43.8211977Z&showInput=false&top=1000",
        $"[{string.Join(',', instances)}]");
}
