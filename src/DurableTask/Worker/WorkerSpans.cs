using System.Diagnostics;
using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Tracing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Worker;

/// <summary>The spans of invocations, and the log scope under them.</summary>
internal static class WorkerSpans
{
    public const string SourceName = "DtnBox.DurableTask.Worker";

    private static readonly ActivitySource Source = new(SourceName);

    private static readonly Func<ILogger, string, IDisposable?> InstanceScope =
        LoggerMessage.DefineScope<string>("orchestration {InstanceId}");

    /// <summary>Reads the trace context that came with an invocation; the default one without.</summary>
    public static ActivityContext CallerOf(HttpRequest request)
        => ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out ActivityContext caller)
            ? caller
            : default;

    /// <summary>Starts the span of a turn: below the caller, or below the orchestration's start when the caller said nothing.</summary>
    public static Activity StartTurn(string function, OrchestratorRequest request, ActivityContext caller)
    {
        ExecutionStartedEvent? started = request.PastEvents.Concat(request.NewEvents)
            .FirstOrDefault(item => item.ExecutionStarted is not null)?.ExecutionStarted;
        ActivityContext start = TraceContexts.Read(started?.ParentTraceContext);
        return DurableSpans.Start(
            Source,
            ActivityKind.Server,
            DurableSpans.Orchestration,
            function,
            started?.Version,
            Below(caller == default ? start : caller),
            link: start).SetInstance(request.InstanceId);
    }

    /// <summary>Starts the span of an activity.</summary>
    public static Activity StartActivity(string function, ActivityContext caller)
        => DurableSpans.Start(Source, ActivityKind.Server, DurableSpans.Task, function, parent: Below(caller));

    /// <summary>Starts the span of a timer function: a trace of its own, unless the host has one.</summary>
    public static Activity? StartTimer(string function, ActivityContext caller)
    {
        Activity? span = Source.StartActivity(ActivityKind.Server, Below(caller), name: function);
        span?.SetTag("faas.trigger", "timer").SetTag("faas.name", function);
        return span;
    }

    public static void SetOutcome(this Activity span, OrchestratorResponse response)
    {
        CompleteOrchestrationAction? end = response.Actions
            .FirstOrDefault(action => action.CompleteOrchestration is not null)?.CompleteOrchestration;
        if (end is not null)
        {
            span.SetEnd(end.OrchestrationStatus.ToString());
        }

        if (end?.OrchestrationStatus == OrchestrationStatus.Failed)
        {
            span.SetFailure(end.FailureDetails?.ErrorType);
        }
    }

    /// <summary>Marks a span as failed by the type only: messages of failures may quote what they were given.</summary>
    public static void SetFailure(this Activity span, string? errorType)
        => span.SetTag("error.type", errorType).SetStatus(ActivityStatusCode.Error);

    public static IDisposable? BeginInstance(this ILogger logger, string instanceId) => InstanceScope(logger, instanceId);

    /// <summary>Gives the parent; without one, what follows is a trace of its own.</summary>
    private static ActivityContext Below(ActivityContext parent)
    {
        if (parent == default)
        {
            // The request's own span may be left out of what is collected, and everything below it would be too.
            Activity.Current = null;
        }

        return parent;
    }
}
