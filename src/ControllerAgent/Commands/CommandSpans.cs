using System.Diagnostics;
using DtnBox.Contracts.Agents;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>The span of a command, below the one that scheduled it, and the log scope under it.</summary>
internal static class CommandSpans
{
    public const string SourceName = "DtnBox.ControllerAgent";

    private static readonly ActivitySource Source = new(SourceName);

    private static readonly Func<ILogger, string, IDisposable?> CommandScope =
        LoggerMessage.DefineScope<string>("command {CommandId}");

    /// <summary>Starts the span, seen or not: logs carry its ids, and calls to the control plane pass the trace on.</summary>
    public static Activity Start(LeasedCommand command)
    {
        string title = $"command:{command.Name}";
        ActivityContext parent =
            ActivityContext.TryParse(command.Traceparent, null, isRemote: true, out ActivityContext asker) ? asker : default;
        Activity span = Source.StartActivity(ActivityKind.Consumer, parent, name: title) ?? StartUnseen(title, parent);
        return span
            .SetTag("dtnbox.command.name", command.Name)
            .SetTag("dtnbox.command.id", command.Id)
            .SetTag("dtnbox.command.deliveries", command.Deliveries);
    }

    /// <summary>Notes how the command ended; what it said in words stays out.</summary>
    public static void SetOutcome(this Activity span, CommandEnding ending)
    {
        span.SetTag("dtnbox.command.outcome", ending.Outcome.ToString());
        if (ending.Outcome == CommandOutcome.Failed)
        {
            span.SetTag("error.type", ending.Error?.Code).SetStatus(ActivityStatusCode.Error);
        }
    }

    public static IDisposable? BeginCommand(this ILogger logger, string commandId) => CommandScope(logger, commandId);

    private static Activity StartUnseen(string title, ActivityContext parent)
    {
        var span = new Activity(title);
        if (parent != default)
        {
            span.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        }

        return span.Start();
    }
}
