using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Replay;
using DtnBox.DurableTask.Tests.Conformance;

namespace DtnBox.DurableTask.Tests.Replay;

public sealed class OrchestrationReplayTests
{
    [Fact]
    public void Run_ActivityFailedInsideItsResult_ThrowsItsFailure()
    {
        var turns = new Turns<object?, string>(async (context, _) =>
        {
            try
            {
                return await context.CallActivityAsync<string>("Risky");
            }
            catch (TaskFailedException e)
            {
                return $"{e.TaskName}#{e.TaskId} {e.FailureDetails} / {e.FailureDetails.InnerFailure?.ErrorMessage}";
            }
        });
        turns.Start();
        string envelope = ActivityResult.Failed(TaskFailureDetails.FromException(
            new InvalidOperationException("boom", new IOException("disk"))));

        OrchestratorResponse response = turns.Next(Turn.Completed(0, JsonDataConverter.Default.Serialize(envelope)));

        Assert.Equal("\"Risky#0 System.InvalidOperationException: boom / disk\"",
            System.Text.RegularExpressions.Regex.Unescape(response.End().Result));
    }

    [Fact]
    public void Run_SecondDeliveryOfAResult_IsIgnored()
    {
        var turns = new Turns<object?, string>(async (context, _) =>
            await context.CallActivityAsync<string>("A") + await context.CallActivityAsync<string>("B"));
        turns.Start();

        OrchestratorResponse response = turns.Next(Turn.Completed(0, "\"a\""), Turn.Completed(0, "\"again\""));

        Assert.Equal("B", Assert.Single(response.Actions).ScheduleTask.Name);
        Assert.Equal("\"ab\"", turns.Next(Turn.Completed(1, "\"b\""), Turn.Fired(7)).End().Result);
    }

    [Fact]
    public void Run_ResultOfAnotherKindThanTheCall_IsIgnored()
    {
        var turns = new Turns<object?, string>((context, _) => context.CallActivityAsync<string>("A"));
        turns.Start();

        Assert.Empty(turns.Next(Turn.Fired(0)).Actions);
    }

    [Fact]
    public void Run_TimerThatTheHostMadeForItself_IsIgnored()
    {
        HistoryEvent created = new() { TimerCreated = new TimerCreatedEvent() };
        var request = new OrchestratorRequest { InstanceId = "i" };
        request.PastEvents.Add(new HistoryEvent { ExecutionStarted = new ExecutionStartedEvent { Name = "Sample" } });
        created.EventId = -100;
        request.PastEvents.Add(created);
        request.NewEvents.Add(Turn.Fired(-100));

        OrchestratorResponse response = OrchestrationReplay.Run(
            request, new SampleOrchestrator<object?, string>((context, _) => context.CallActivityAsync<string>("A")));

        Assert.Equal("A", Assert.Single(response.Actions).ScheduleTask.Name);
    }

    [Fact]
    public void Run_ReturnedWhileSuspended_EndsOnlyAfterResuming()
    {
        var turns = new Turns<object?, string>((context, _) =>
        {
            context.SendEvent("other", "Ping", payload: null);
            return Task.FromResult("done");
        });

        Assert.Empty(turns.Start(Turn.Suspended()).Actions);

        OrchestratorResponse response = turns.Next(Turn.Resumed());
        Assert.Equal("Ping", response.Actions[0].SendEvent.Name);
        Assert.Equal("\"done\"", response.End().Result);
    }

    [Fact]
    public void Run_TerminatedWhileSuspended_EndsWithTheReasonAsGiven()
    {
        var turns = new Turns<object?, string>((context, _) => context.CallActivityAsync<string>("A"));
        turns.Start();
        turns.Next(Turn.Suspended());

        CompleteOrchestrationAction end = turns.Next(Turn.Terminated("no more money")).End();

        Assert.Equal(OrchestrationStatus.Terminated, end.OrchestrationStatus);
        Assert.Equal("no more money", end.Result);
    }

    [Fact]
    public void Run_TerminatedThenSuspended_StillEnds()
    {
        var turns = new Turns<object?, string>((context, _) => context.CallActivityAsync<string>("A"));

        OrchestratorResponse response = turns.Start(Turn.Terminated("x"), Turn.Suspended());

        Assert.Equal(OrchestrationStatus.Terminated, response.End().OrchestrationStatus);
    }

    [Fact]
    public void Run_HistoryOfOtherCode_SaysWhatDiffers()
    {
        var request = new OrchestratorRequest { InstanceId = "i" };
        request.PastEvents.Add(new HistoryEvent { ExecutionStarted = new ExecutionStartedEvent { Name = "Sample" } });
        request.PastEvents.Add(new HistoryEvent { EventId = 0, TaskScheduled = new TaskScheduledEvent { Name = "Old" } });

        OrchestratorResponse response = OrchestrationReplay.Run(
            request, new SampleOrchestrator<object?, string>((context, _) => context.CallActivityAsync<string>("New")));

        Assert.Equal(
            "Non-deterministic orchestration: in its history call #0 is activity 'Old', but the code now makes activity"
            + " 'New'. Was the orchestrator changed while this instance was running?",
            response.End().Result);
    }

    [Fact]
    public void Run_EventOfAnotherType_FailsTheOrchestration()
    {
        var turns = new Turns<object?, string>(async (context, _) =>
        {
            await context.WaitForExternalEvent<int>("Count");
            return "never";
        });
        turns.Start();

        CompleteOrchestrationAction end = turns.Next(Turn.Raised("Count", "\"not a number\"")).End();

        Assert.Equal(OrchestrationStatus.Failed, end.OrchestrationStatus);
        Assert.Equal("System.Text.Json.JsonException", end.FailureDetails.ErrorType);
    }

    [Fact]
    public void Run_WaitCancelled_LeavesTheEventToTheNextWait()
    {
        var turns = new Turns<object?, string>(async (context, _) =>
        {
            using var cancellation = new CancellationTokenSource();
            Task<string> abandoned = context.WaitForExternalEvent<string>("Go", cancellation.Token);
            cancellation.Cancel();
            string taken = await context.WaitForExternalEvent<string>("Go");
            return $"{abandoned.Status} {taken}";
        });
        turns.Start();

        Assert.Equal("\"Canceled yes\"", turns.Next(Turn.Raised("go", "\"yes\"")).End().Result);
    }
}
