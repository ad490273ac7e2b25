using System.Diagnostics;
using DtnBox.DurableTask.Protocol;

namespace DtnBox.DurableTask.Tracing;

/// <summary>The W3C trace context in the messages of the durable protocol.</summary>
public static class TraceContexts
{
    /// <summary>Gives where a span is, to be stored; null without one.</summary>
    public static TraceContext? Of(Activity? span) => span?.Id is { } traceParent
        ? new TraceContext
        {
            TraceParent = traceParent,
            TraceState = string.IsNullOrEmpty(span.TraceStateString) ? null : span.TraceStateString,
        }
        : null;

    /// <summary>Reads a stored context; the default one when there is none, or none that can be read.</summary>
    public static ActivityContext Read(TraceContext? stored)
        => stored is not null && ActivityContext.TryParse(stored.TraceParent, stored.TraceState, isRemote: true, out ActivityContext context)
            ? context
            : default;
}
