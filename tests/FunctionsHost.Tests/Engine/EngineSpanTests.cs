using System.Diagnostics;
using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Tracing;
using DtnBox.FunctionsHost.Engine;
using DtnBox.Testing.Telemetry;

namespace DtnBox.FunctionsHost.Tests.Engine;

public sealed class EngineSpanTests : IDisposable
{
    private readonly RecordedSpans _spans = new(EngineSpans.SourceName);
    private readonly ExecutionStartedEvent _started = new()
    {
        Name = "Greet",
        Version = "2",
        OrchestrationInstance = new OrchestrationInstance { InstanceId = "i", ExecutionId = "e" },
    };

    public void Dispose() => _spans.Dispose();

    [Fact]
    public void StartTurn_AfterAStart_IsBelowIt()
    {
        using var request = new Activity("request");
        request.Start();
        using (EngineSpans.StartNew(_started))
        {
        }

        request.Stop();
        using (EngineSpans.StartTurn(_started))
        {
        }

        IReadOnlyList<Activity> spans = _spans.Of(request.TraceId);
        Assert.Equal(
            [("create_orchestration:Greet@(2)", ActivityKind.Producer), ("orchestration:Greet@(2)", ActivityKind.Client)],
            spans.Select(span => (span.DisplayName, span.Kind)));
        Assert.Equal((request.SpanId, spans[0].SpanId), (spans[0].ParentSpanId, spans[1].ParentSpanId));
        Assert.All(spans, span => Assert.Equal("i", span.GetTagItem("durabletask.task.instance_id")));
    }

    [Fact]
    public void Mark_WorkOfATurn_ComesFromIt()
    {
        TurnOutcome outcome = new Turn(_started, default, storesInputs: false).Apply(
        [
            new OrchestratorAction { Id = 0, ScheduleTask = new ScheduleTaskAction { Name = "A" } },
            new OrchestratorAction { Id = 1, CreateSubOrchestration = new CreateSubOrchestrationAction { Name = "C", InstanceId = "c" } },
        ]);
        using Activity turn = EngineSpans.StartTurn(_started);
        EngineSpans.Mark(turn, outcome);

        using Activity activity = EngineSpans.StartActivity("i", Assert.Single(outcome.Activities).Scheduled);
        Assert.Equal((turn.SpanId, "activity:A"), (activity.ParentSpanId, activity.DisplayName));
        Assert.Equal(0, activity.GetTagItem("durabletask.task.task_id"));
        ExecutionStartedEvent child = Assert.Single(outcome.Messages).Event.ExecutionStarted;
        Assert.Equal(turn.Id, child.ParentTraceContext.TraceParent);
    }

    [Fact]
    public void StartTurn_NobodyCollectsSpans_StillPassesTheTraceOn()
    {
        _spans.Dispose();
        _started.ParentTraceContext = new TraceContext { TraceParent = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-00" };
        using Activity turn = EngineSpans.StartTurn(_started);
        Assert.StartsWith("00-0123456789abcdef0123456789abcdef-", TraceContexts.Of(turn)!.TraceParent, StringComparison.Ordinal);
        Assert.EndsWith("-00", turn.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a traceparent")]
    public void Read_NothingUsable_IsNoContext(string? traceParent)
        => Assert.Equal(default, TraceContexts.Read(traceParent is null ? null : new TraceContext { TraceParent = traceParent }));
}
