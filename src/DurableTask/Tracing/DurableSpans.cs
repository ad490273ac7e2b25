using System.Diagnostics;

namespace DtnBox.DurableTask.Tracing;

/// <summary>Spans named and tagged like those of the Durable Task Framework, so that tools know them.</summary>
public static class DurableSpans
{
    public const string Orchestration = "orchestration";
    public const string NewOrchestration = "create_orchestration";
    public const string Task = "activity";

    private const string TypeTag = "durabletask.type";
    private const string NameTag = "durabletask.task.name";
    private const string VersionTag = "durabletask.task.version";
    private const string InstanceTag = "durabletask.task.instance_id";
    private const string TaskTag = "durabletask.task.task_id";
    private const string StatusTag = "durabletask.task.status";

    /// <summary>Starts <c>what:name</c>, and makes it the current span until it is disposed of.</summary>
    /// <remarks>
    /// A span is made even when nobody collects spans: logs under it carry its ids, and calls pass the trace on.
    /// </remarks>
    /// <param name="parent">The default one for the current span, or for a new trace when there is none.</param>
    /// <param name="link">Another context to point to, if it belongs to another trace than the parent.</param>
    public static Activity Start(
        ActivitySource source,
        ActivityKind kind,
        string what,
        string name,
        string? version = null,
        ActivityContext parent = default,
        ActivityContext link = default)
    {
        string title = string.IsNullOrEmpty(version) ? $"{what}:{name}" : $"{what}:{name}@({version})";
        ActivityLink[]? links = link != default && link.TraceId != parent.TraceId ? [new ActivityLink(link)] : null;
        Activity span = source.StartActivity(kind, parent, links: links, name: title) ?? StartUnseen(title, parent);
        span.SetTag(TypeTag, what == Task ? Task : Orchestration);
        span.SetTag(NameTag, name);
        return string.IsNullOrEmpty(version) ? span : span.SetTag(VersionTag, version);
    }

    public static Activity SetInstance(this Activity span, string instanceId) => span.SetTag(InstanceTag, instanceId);

    public static Activity SetTask(this Activity span, int taskId) => span.SetTag(TaskTag, taskId);

    /// <summary>Notes the state in which an orchestration ended.</summary>
    public static Activity SetEnd(this Activity span, string status) => span.SetTag(StatusTag, status);

    private static Activity StartUnseen(string title, ActivityContext parent)
    {
        var span = new Activity(title);
        if (parent != default)
        {
            span.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
            span.TraceStateString = parent.TraceState;
        }

        return span.Start();
    }
}
