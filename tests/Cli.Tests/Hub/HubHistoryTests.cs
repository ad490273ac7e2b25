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
               START     TOOK  Chain chain: Completed, started 2026-11-30 14:39:28.213 UTC
            +1.858 s  0.138 s  ├─ activity Number
            +2.835 s  0.044 s  ├─ activity Number
            +2.966 s  0.086 s  ├─ activity Number
            +3.124 s  0.020 s  ├─ timer, due 2026-11-30 14:39:31 UTC
            +3.189 s  0.044 s  ├─ activity Number
            +3.298 s           └─ completed
            """,
            await TreeAsync("chain"));

    [Fact]
    public async Task History_LocaleWithoutUtf8_IsDrawnInAscii()
    {
        _hub.OnHistory("fails", Recording.Of("fails"));
        Outcome outcome = await _hub.CommandLine().RunAsync("hub history fails");
        Assert.Equal(
            """
               START     TOOK  Call fails: Failed, started 2026-11-30 14:39:31.960 UTC
            +0.145 s  1.007 s  |- activity Broken failed
                               |     System.IO.IOException: The store said 503.
                               |     caused by System.TimeoutException: No answer
                               |     in 30 s.
            +1.236 s           `- failed
                                     Microsoft.DurableTask.TaskFailedException: Task 'Broken' (#0) failed with an unhandled exception: The store said 503.
                                     caused by System.IO.IOException: The store said 503.
                                     caused by System.TimeoutException: No answer
                                     in 30 s.
            """,
            outcome.Out);
        Assert.True(outcome.Out.All(char.IsAscii));
    }

    [Fact]
    public async Task History_SuspendedAndResumed_TellsWhatItWaitsFor()
        => Assert.Equal(
            """
               START  TOOK  Collect steered: Running, started 2026-11-30 14:39:33.329 UTC
            +0.608 s        ├─ event item, 3 B
            +3.005 s        ├─ suspended: have a look
            +3.664 s        ├─ resumed: looks fine
            +4.219 s        ├─ event item, 3 B
            +4.219 s  open  └─ waits for an event
            """,
            await TreeAsync("steered"));

    [Theory]
    [InlineData("sleeps", "+0.120 s  open  └─ timer, due 2026-11-30 15:39:32 UTC")]
    [InlineData("hangs", "+0.165 s  open  └─ activity Hang")]
    [InlineData("suspended", "+2.997 s        ├─ suspended: maintenance\n+2.997 s  open  └─ held until it is resumed")]
    [InlineData("terminated", "+3.160 s        ├─ told to terminate: not wanted\n+3.223 s        └─ terminated")]
    [InlineData("pings", "├─ sent event item to target\n+0.124 s        └─ completed")]
    [InlineData("fanout", "├─ activity Number\n+0.090 s  0.129 s  ├─ activity Number\n+0.388 s           └─ completed")]
    [InlineData("fails-unknown", "├─ activity Nobody failed\n                   │     The function 'Nobody' doesn't exist, is disabled, or is not an activity function. Additional info: The following are the known activity functions: 'Number', 'Say', 'Broken', 'Hang'.\n+0.429 s           └─ failed\n                         Microsoft.DurableTask.TaskFailedException: Task 'Nobody' (#0) failed with an unhandled exception: Exception of type 'DurableTask.Core.Exceptions.TaskFailedException' was thrown.")]
    [InlineData("parent-fails", "                         caused by System.IO.IOException: The store said 503.\n                         caused by System.TimeoutException: No answer\n                         in 30 s.")]
    [InlineData("retries", "+0.761 s  0.000 s  ├─ timer, due 2026-11-30 14:39:33 UTC\n+0.922 s           └─ failed\n                         Microsoft.DurableTask.TaskFailedException: Task 'Broken' (#2) failed with an unhandled exception: The store said 503.\n                         caused by System.IO.IOException: The store said 503.\n                         caused by System.TimeoutException: No answer\n                         in 30 s.")]
    [InlineData("no-such", "'FanOut', 'Parent'.\",\"details\":null}")]
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
            +67.200 s           └─ rewound: x
            """,
            await TreeAsync("by-protocol", "--outputs", id: "t1-1"));

    [Fact]
    public async Task History_OpenChildWithItsId_IsFollowed()
    {
        _hub.OnHistory("t1-1:c2", Recording.Of("sleeps"));
        string[] lines = (await TreeAsync("by-protocol", id: "t1-1")).Split('\n');
        int child = Array.FindIndex(lines, line => line.EndsWith("├─ sub-orchestration Child t1-1:c2: Running", StringComparison.Ordinal));
        Assert.EndsWith("  open  │  └─ timer, due 2026-11-30 15:39:32 UTC", lines[child + 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_Deep_FollowsChildrenThatHaveEnded()
    {
        _hub.OnHistory("parent-echo:child", Recording.Of("parent-echo-child"));
        Assert.Equal(
            """
               START     TOOK  Parent parent-echo: Completed, started 2026-11-30 14:39:32.456 UTC
            +0.085 s  0.224 s  ├─ sub-orchestration Echo parent-echo:child: Completed
                               │  │  = from the parent
            +0.161 s  0.035 s  │  ├─ activity Say
                               │  │     = from the parent
            +0.309 s           │  └─ completed
                               │        = from the parent
            +0.443 s           └─ completed
                                     = child said from the parent
            """,
            await TreeAsync("parent-echo", "--deep --outputs"));
    }

    [Fact]
    public async Task History_DeepOfAChildThatWasPurged_ShowsItsParentsLine()
        => Assert.Contains("├─ sub-orchestration Echo parent-echo:child\n", await TreeAsync("parent-echo", "--deep"), StringComparison.Ordinal);

    [Fact]
    public async Task History_NotDeep_AsksForNothingElse()
    {
        Assert.Contains("├─ sub-orchestration Echo parent-echo:child\n", await TreeAsync("parent-echo"), StringComparison.Ordinal);
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
}
