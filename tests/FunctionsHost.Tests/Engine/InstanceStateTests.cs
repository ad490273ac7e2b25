using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Engine;
using DtnBox.FunctionsHost.TaskHub;
using Google.Protobuf;

namespace DtnBox.FunctionsHost.Tests.Engine;

/// <summary>Which stored rows count, and which messages do: the rules that make a crash harmless.</summary>
public sealed class InstanceStateTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Load_RowsOfAnEpisodeThatWasNotCommitted_AreTornAndGiveNoWork()
    {
        PartitionRow[] rows =
        [
            new(RowKeys.Work(RowKeys.ActivityKind, 4, 0), Scheduled()) { ExecutionId = "e" },
            new(RowKeys.Work(RowKeys.ActivityKind, 3, 0), Scheduled()) { ExecutionId = "e" },
            new(RowKeys.History(2, 4, 0), default),
        ];
        InstanceState state = InstanceState.Load("i", 1, Record(), rows, out IReadOnlyList<string> torn);
        Assert.Equal([rows[0].RowKey, rows[2].RowKey], torn);
        Assert.Equal(rows[1].RowKey, Assert.Single(state.Activities).RowKey);
    }

    [Fact]
    public void Load_RowsThatAreOverAndDone_AreGarbage()
    {
        PartitionRow[] rows =
        [
            new(RowKeys.Message(5), Raised()),
            new(RowKeys.History(1, 2, 0), default),
            new(RowKeys.Work(RowKeys.TimerKind, 1, 0), Scheduled()) { ExecutionId = "an older one" },
        ];
        InstanceState state = InstanceState.Load("i", 1, Record(), rows, out IReadOnlyList<string> torn);
        Assert.Empty(torn);
        Assert.Equal(rows.Select(row => row.RowKey), state.Garbage);
        Assert.Null(state.NextEpisode());
    }

    [Fact]
    public void Load_MessageBeyondTheConsumedOnes_IsTheNextEpisode()
    {
        PartitionRow[] rows = [new(RowKeys.Message(6), Raised())];
        EpisodeInput? next = InstanceState.Load("i", 1, Record(), rows, out _).NextEpisode();
        Assert.Equal(6, next!.ConsumesThrough);
        Assert.NotNull(Assert.Single(next.Messages).EventRaised);
    }

    [Fact]
    public void NextEpisode_OnlyMessagesForAnExecutionThatIsOver_ConsumesThemWithoutATurn()
    {
        PartitionRow[] rows = [new(RowKeys.Message(6), Raised()) { ExecutionId = "an older one" }];
        InstanceState state = InstanceState.Load("i", 1, Record(), rows, out _);
        Assert.Null(state.NextEpisode());
        Assert.Equal(6, state.Record!.ConsumedThrough);
        Assert.Equal([rows[0].RowKey], state.Garbage);
    }

    [Fact]
    public void Deliver_Twice_IsStoredOnceUntilTheReceiptIsForgotten()
    {
        InstanceState state = InstanceState.Load("i", 1, Record(), [], out _);
        var message = new PendingMessage("o!1", "s", "i", null, HistoryEvent.Parser.ParseFrom(Raised().Span));
        var sender = new OutboxAddress("sender", "s", "o!1");
        Assert.Equal(AppendOutcome.Stored, state.Deliver(message, sender, Now));
        Assert.Equal(AppendOutcome.Dropped, state.Deliver(message, sender, Now));
        Assert.Equal(2, state.TakeChanges().Puts.Count);
        Assert.Equal(AppendOutcome.Stored, state.Forget(sender));
        Assert.Equal(AppendOutcome.Dropped, state.Forget(sender));
    }

    [Fact]
    public void FinishActivity_Twice_CountsOnce()
    {
        PartitionRow[] rows = [new(RowKeys.Work(RowKeys.ActivityKind, 3, 0), Scheduled()) { ExecutionId = "e" }];
        InstanceState state = InstanceState.Load("i", 1, Record(), rows, out _);
        PendingActivity activity = Assert.Single(state.Activities);
        HistoryEvent result = HistoryEvents.New(Now);
        result.TaskCompleted = new TaskCompletedEvent();
        Assert.Equal(AppendOutcome.Stored, state.FinishActivity(activity, result));
        Assert.Equal(AppendOutcome.Dropped, state.FinishActivity(activity, result));
        PartitionChanges changes = state.TakeChanges();
        Assert.Equal([activity.RowKey], changes.Deletes);
        Assert.Single(changes.Puts);
    }

    [Fact]
    public void Apply_OfAnEpisodeThatConsumedAMessageBeforeAnyCommit_StoresHistoryAndNoMessage()
    {
        InstanceState state = InstanceState.Load("i", 1, Record(), [], out _);
        state.Post(HistoryEvent.Parser.ParseFrom(Raised().Span));
        EpisodeInput episode = state.NextEpisode()!;
        state.Post(HistoryEvent.Parser.ParseFrom(Raised().Span));

        state.Apply(Result(episode, OrchestrationStatus.Running));

        PartitionChanges changes = state.TakeChanges();
        Assert.Equal(RowKeys.Message(7), Assert.Single(changes.Puts).RowKey);
        Assert.Single(changes.Episode);
        Assert.Empty(state.Garbage);
        Assert.Equal(7, state.NextEpisode()!.ConsumesThrough);
    }

    [Fact]
    public void Apply_OfAnEpisodeOfAStoredMessage_LeavesTheMessageAsGarbage()
    {
        InstanceState state = InstanceState.Load("i", 1, Record(), [], out _);
        state.Post(HistoryEvent.Parser.ParseFrom(Raised().Span));
        EpisodeInput episode = state.NextEpisode()!;
        Assert.Single(state.TakeChanges().Puts);

        state.Apply(Result(episode, OrchestrationStatus.Running));

        Assert.Empty(state.TakeChanges().Puts);
        Assert.Equal([RowKeys.Message(6)], state.Garbage);
    }

    [Fact]
    public void Start_AndEndInOneCommit_WritesEachRowOnce()
    {
        PartitionRow[] rows = [new(RowKeys.Output, "old"u8.ToArray()), new(RowKeys.CustomStatus, "old"u8.ToArray())];
        InstanceRecord ended = Record() with
        {
            Status = OrchestrationStatus.Completed,
            HasOutput = true,
            HasCustomStatus = true,
        };
        InstanceState state = InstanceState.Load("i", 1, ended, rows, out _);
        HistoryEvent start = HistoryEvents.New(Now);
        start.ExecutionStarted = new ExecutionStartedEvent
        {
            Name = "F",
            Input = "1",
            OrchestrationInstance = new OrchestrationInstance { InstanceId = "i", ExecutionId = "next" },
        };
        Assert.Equal(AppendOutcome.Stored, state.Start(start, Now));
        EpisodeInput episode = state.NextEpisode()!;

        state.Apply(Result(episode, OrchestrationStatus.Completed) with { Started = start, Output = "2" });

        PartitionChanges changes = state.TakeChanges();
        Assert.Equal([RowKeys.Input, RowKeys.Output], changes.Puts.Select(row => row.RowKey));
        Assert.Equal([RowKeys.CustomStatus], changes.Deletes);
        Assert.True(state.Record is { HasInput: true, HasOutput: true, HasCustomStatus: false });
    }

    private static EpisodeResult Result(EpisodeInput input, OrchestrationStatus status)
    {
        HistoryEvent started = HistoryEvents.New(Now);
        started.ExecutionStarted = new ExecutionStartedEvent
        {
            Name = "F",
            OrchestrationInstance = new OrchestrationInstance { InstanceId = "i", ExecutionId = "e" },
        };
        return new EpisodeResult
        {
            ConsumesThrough = input.ConsumesThrough,
            At = Now,
            Started = started,
            IsNewGeneration = false,
            NewHistory = input.Messages,
            Activities = [],
            Timers = [],
            Messages = [],
            Status = status,
            Output = null,
            CustomStatus = null,
        };
    }

    private static InstanceRecord Record() => new()
    {
        InstanceId = "i",
        Name = "F",
        ExecutionId = "e",
        Status = OrchestrationStatus.Running,
        CreatedAt = Now,
        UpdatedAt = Now,
        Generation = 2,
        Episode = 3,
        ConsumedThrough = 5,
        OwnerEpoch = 1,
    };

    private static ReadOnlyMemory<byte> Raised()
    {
        HistoryEvent e = HistoryEvents.New(Now);
        e.EventRaised = new EventRaisedEvent { Name = "n" };
        return e.ToByteArray();
    }

    private static ReadOnlyMemory<byte> Scheduled()
    {
        HistoryEvent e = HistoryEvents.New(Now, 0);
        e.TaskScheduled = new TaskScheduledEvent { Name = "A" };
        return e.ToByteArray();
    }
}
