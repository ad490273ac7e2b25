using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Replay;
using DtnBox.DurableTask.Tests.Conformance;

namespace DtnBox.DurableTask.Tests.Replay;

/// <summary>What hosts may send and a worker must bear.</summary>
public sealed class UnexpectedHistoryTests
{
    public static TheoryData<string> IgnoredEvents => [.. Ignored.Keys];

    private static Dictionary<string, HistoryEvent> Ignored { get; } = new()
    {
        ["no type"] = new HistoryEvent(),
        // Field 99: from a host that is newer than this worker.
        ["unknown type"] = HistoryEvent.Parser.ParseFrom([0x9A, 0x06, 0x02, 0x08, 0x01]),
        ["generic"] = new HistoryEvent { GenericEvent = new GenericEvent { Data = "x" } },
        ["state"] = new HistoryEvent { HistoryState = new HistoryStateEvent() },
        ["end of an episode"] = new HistoryEvent { OrchestratorCompleted = new OrchestratorCompletedEvent() },
        ["end of an execution"] = new HistoryEvent { ExecutionCompleted = new ExecutionCompletedEvent() },
        ["second start"] = new HistoryEvent { ExecutionStarted = new ExecutionStartedEvent { Name = "Other" } },
        ["late timer"] = Turn.Fired(77),
        ["second delivery"] = Turn.Completed(0, "\"again\""),
        ["failure after success"] = Turn.Failed(0),
    };

    [Theory]
    [MemberData(nameof(IgnoredEvents))]
    public void Run_EventThatSaysNothingToIt_GoesOnAsIfItWereNotThere(string name)
    {
        var turns = new Turns<object?, string>(async (context, _) =>
            await context.CallActivityAsync<string>("A") + await context.CallActivityAsync<string>("B"));
        turns.Start();
        turns.Next(Turn.Completed(0, "\"a\""), Ignored[name].Clone());

        OrchestratorResponse response = turns.Next(Ignored[name].Clone(), Turn.Completed(1, "\"b\""));

        Assert.Equal("\"ab\"", Assert.Single(response.Actions).CompleteOrchestration.Result);
    }

    [Fact]
    public void Run_FailureWithoutDetails_IsAFailureAllTheSame()
    {
        var turns = new Turns<object?, string>(async (context, _) =>
        {
            var told = new List<string>();
            foreach (Task call in (Task[])[context.CallActivityAsync("A"), context.CallSubOrchestratorAsync("C")])
            {
                try
                {
                    await call;
                }
                catch (TaskFailedException failure)
                {
                    told.Add($"{failure.TaskName} {failure.FailureDetails.ErrorType}");
                }
            }

            return string.Join(", ", told);
        });
        turns.Start();
        var childFailed = new SubOrchestrationInstanceFailedEvent { TaskScheduledId = 1 };

        OrchestratorResponse response = turns.Next(
            Turn.Failed(0), new HistoryEvent { SubOrchestrationInstanceFailed = childFailed });

        Assert.Equal("\"A (unknown), C (unknown)\"", response.End().Result);
    }

    [Fact]
    public void Run_ResultsAndInputsAbsent_AreDefaults()
    {
        var turns = new Turns<int, string>(async (context, input) =>
        {
            int number = await context.CallActivityAsync<int>("A");
            string? text = await context.CallActivityAsync<string?>("B");
            object? payload = await context.WaitForExternalEvent<object?>("E");
            return $"{input} {number} {text ?? "none"} {payload ?? "none"}";
        });
        turns.Start();
        turns.Next(Turn.Completed(0));
        turns.Next(Turn.Completed(1));

        Assert.Equal("\"0 0 none none\"", turns.Next(Turn.Raised("E")).End().Result);
    }

    [Fact]
    public void Run_EventsAfterTheEnd_ChangeNothing()
    {
        var turns = new Turns<object?, string>((context, _) => context.CallActivityAsync<string>("A"));
        turns.Start();

        OrchestratorResponse response = turns.Next(
            Turn.Completed(0, "\"a\""), Turn.Raised("E"), Turn.Terminated("late"), Turn.Suspended());

        CompleteOrchestrationAction end = Assert.Single(response.Actions).CompleteOrchestration;
        Assert.Equal((OrchestrationStatus.Terminated, "late"), (end.OrchestrationStatus, end.Result));
    }

    [Fact]
    public void Run_EventBeforeTheStart_IsKeptForTheWait()
    {
        var request = new OrchestratorRequest { InstanceId = "i" };
        request.NewEvents.Add(Turn.Raised("E", "\"early\""));
        request.NewEvents.Add(new HistoryEvent { ExecutionStarted = new ExecutionStartedEvent { Name = "Sample" } });

        OrchestratorResponse response = OrchestrationReplay.Run(
            request, new SampleOrchestrator<object?, string>((context, _) => context.WaitForExternalEvent<string>("E")));

        Assert.Equal("\"early\"", response.End().Result);
    }

    [Fact]
    public void Run_SuspendedBeforeTheStart_BeginsAfterResuming()
    {
        var request = new OrchestratorRequest { InstanceId = "i" };
        request.PastEvents.Add(Turn.Suspended());
        request.PastEvents.Add(new HistoryEvent { ExecutionStarted = new ExecutionStartedEvent { Name = "Sample" } });
        var orchestrator = new SampleOrchestrator<object?, string>((_, _) => Task.FromResult("ran"));
        Assert.Empty(OrchestrationReplay.Run(request, orchestrator).Actions);
        request.NewEvents.Add(Turn.Resumed());

        Assert.Equal("\"ran\"", OrchestrationReplay.Run(request, orchestrator).End().Result);
    }

    [Fact]
    public void Run_HistoryOfMegabytes_IsReplayed()
    {
        const int calls = 2000;
        string result = JsonDataConverter.Default.Serialize(new string('r', 1000))!;
        var turns = new Turns<object?, int>(async (context, _) =>
            (await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => context.CallActivityAsync<string>("A")))).Length);
        turns.Start();
        turns.Next([.. Enumerable.Range(0, calls - 1).Select(id => Turn.Completed(id, result))]);

        Assert.Equal($"{calls}", turns.Next(Turn.Completed(calls - 1, result)).End().Result);
    }
}
