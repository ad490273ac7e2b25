using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Engine;

namespace DtnBox.FunctionsHost.Tests.Engine;

public sealed class TurnTests
{
    private static readonly ExecutionStartedEvent Child = new()
    {
        Name = "Child",
        OrchestrationInstance = new OrchestrationInstance { InstanceId = "c", ExecutionId = "ce" },
        ParentInstance = new ParentInstanceInfo
        {
            TaskScheduledId = 7,
            OrchestrationInstance = new OrchestrationInstance { InstanceId = "p", ExecutionId = "pe" },
        },
    };

    [Fact]
    public void ScheduleTask_InputsNotStored_OnlyTheWorkHasTheInput()
    {
        TurnOutcome outcome = Apply(new OrchestratorAction
        {
            Id = 3,
            ScheduleTask = new ScheduleTaskAction { Name = "A", Input = "1" },
        });
        HistoryEvent recorded = Assert.Single(outcome.Events);
        Assert.Equal(3, recorded.EventId);
        Assert.Null(recorded.TaskScheduled.Input);
        Assert.Equal("1", Assert.Single(outcome.Activities).Scheduled.TaskScheduled.Input);
    }

    [Theory]
    [InlineData(OrchestrationStatus.Completed, HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCompleted)]
    [InlineData(OrchestrationStatus.Failed, HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceFailed)]
    [InlineData(OrchestrationStatus.Terminated, HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceFailed)]
    public void Complete_WithAParent_TellsThatExecutionOfIt(
        OrchestrationStatus status, HistoryEvent.EventTypeOneofCase expected)
    {
        PendingMessage message = Assert.Single(Apply(Completion(status)).Messages);
        Assert.Equal(expected, message.Event.EventTypeCase);
        Assert.Equal(("p", "pe"), (message.TargetInstanceId, message.TargetExecutionId));
    }

    [Theory]
    [InlineData(OrchestrationStatus.Canceled)]
    [InlineData(OrchestrationStatus.ContinuedAsNew)]
    public void Complete_OtherwiseEnded_TellsTheParentNothing(OrchestrationStatus status)
        => Assert.Empty(Apply(Completion(status)).Messages);

    [Fact]
    public void CreateSubOrchestration_OfAFireAndForgetParent_InheritsAllButThat()
    {
        ExecutionStartedEvent started = Child.Clone();
        started.Tags.Add("FireAndForget", "");
        started.Tags.Add("colour", "red");
        var child = new CreateSubOrchestrationAction { InstanceId = "g", Name = "G", Tags = { ["shape"] = "round" } };

        TurnOutcome outcome = new Turn(started, DateTimeOffset.UnixEpoch, storesInputs: false)
            .Apply([new OrchestratorAction { CreateSubOrchestration = child }]);

        Assert.Equal(["colour", "shape"], Assert.Single(outcome.Messages).Event.ExecutionStarted.Tags.Keys.Order());
    }

    [Fact]
    public void Terminate_AsAnAction_FailsTheOrchestration()
    {
        TurnOutcome outcome = Apply(new OrchestratorAction
        {
            TerminateOrchestration = new TerminateOrchestrationAction { InstanceId = "x" },
        });
        Assert.Equal(OrchestrationStatus.Failed, outcome.Completion!.OrchestrationStatus);
    }

    private static TurnOutcome Apply(params OrchestratorAction[] actions)
        => new Turn(Child, DateTimeOffset.UnixEpoch, storesInputs: false).Apply(actions);

    private static OrchestratorAction Completion(OrchestrationStatus status) => new()
    {
        CompleteOrchestration = new CompleteOrchestrationAction { OrchestrationStatus = status },
    };
}
