using System.Diagnostics;
using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Tracing;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>The spans of orchestrations, and how their context is carried in what is stored.</summary>
/// <remarks>
/// <c>ExecutionStarted.parentTraceContext</c> is where an orchestration began: it outlives restarts, is copied by
/// ContinueAsNew, and every turn hangs below it. An activity or a child hangs below the turn that asked for it.
/// </remarks>
internal static class EngineSpans
{
    public const string SourceName = "DtnBox.FunctionsHost";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts the span of a start, and makes it the one below which the orchestration runs.</summary>
    public static Activity StartNew(ExecutionStartedEvent started)
    {
        Activity span = Start(ActivityKind.Producer, DurableSpans.NewOrchestration, started);
        started.ParentTraceContext = TraceContexts.Of(span);
        return span;
    }

    /// <summary>Starts the span of one turn. It is the caller's side of the worker's span.</summary>
    public static Activity StartTurn(ExecutionStartedEvent started)
        => Start(ActivityKind.Client, DurableSpans.Orchestration, started, TraceContexts.Read(started.ParentTraceContext));

    /// <summary>Starts the span of one run of an activity. It is the caller's side of the worker's span.</summary>
    public static Activity StartActivity(string instanceId, HistoryEvent scheduled)
    {
        TaskScheduledEvent task = scheduled.TaskScheduled;
        return DurableSpans.Start(
            Source,
            ActivityKind.Client,
            DurableSpans.Task,
            task.Name,
            task.Version,
            TraceContexts.Read(task.ParentTraceContext)).SetInstance(instanceId).SetTask(scheduled.EventId);
    }

    /// <summary>Notes in the work of a turn that it comes from that turn.</summary>
    public static void Mark(Activity turn, TurnOutcome outcome)
    {
        TraceContext? context = TraceContexts.Of(turn);
        foreach (PendingActivity activity in outcome.Activities)
        {
            activity.Scheduled.TaskScheduled.ParentTraceContext = context;
        }

        foreach (ExecutionStartedEvent child in outcome.Messages.Select(message => message.Event.ExecutionStarted).OfType<ExecutionStartedEvent>())
        {
            child.ParentTraceContext = context;
        }

        if (outcome.Completion is { } end)
        {
            turn.SetEnd(end.OrchestrationStatus.ToString());
            turn.SetStatus(end.OrchestrationStatus == OrchestrationStatus.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
        }
    }

    private static Activity Start(ActivityKind kind, string what, ExecutionStartedEvent started, ActivityContext parent = default)
        => DurableSpans.Start(Source, kind, what, started.Name, started.Version, parent)
            .SetInstance(started.OrchestrationInstance.InstanceId);
}
