using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DtnBox.DurableTask.Replay;

/// <summary>One turn of an orchestration: history in, actions out. The same request always gives the same answer.</summary>
public static class OrchestrationReplay
{
    /// <param name="orchestrator">A fresh object; its code runs from the beginning.</param>
    /// <exception cref="InvalidOperationException">The request holds no start of an execution.</exception>
    public static OrchestratorResponse Run(
        OrchestratorRequest request,
        ITaskOrchestrator orchestrator,
        DataConverter? converter = null,
        ILoggerFactory? loggers = null,
        DurableTaskWorkerOptions? options = null)
    {
        IReadOnlyDictionary<string, object?> properties = RequestProperties.Read(request.Properties);
        if (properties.GetValueOrDefault(RequestProperties.IncludeState) is false)
        {
            // The host left the history out because it hopes for a cached session, and we keep none.
            return new OrchestratorResponse { InstanceId = request.InstanceId, RequiresHistory = true };
        }

        ExecutionStartedEvent start = request.PastEvents.Concat(request.NewEvents)
            .FirstOrDefault(item => item.EventTypeCase == HistoryEvent.EventTypeOneofCase.ExecutionStarted)
            ?.ExecutionStarted
            ?? throw new InvalidOperationException("An ExecutionStarted event is required.");

        DataConverter payloads = converter ?? JsonDataConverter.Default;
        var thread = new OrchestratorThread();
        var context = new ReplayedContext(
            request.InstanceId,
            start,
            properties,
            thread,
            payloads,
            loggers ?? NullLoggerFactory.Instance,
            (options ?? new DurableTaskWorkerOptions()).MaximumTimerInterval);
        new Execution(context, thread, orchestrator, payloads).Replay(request.PastEvents, request.NewEvents);

        var response = new OrchestratorResponse { InstanceId = request.InstanceId, CustomStatus = context.CustomStatus };
        response.Actions.Add(context.Actions.InOrder);
        return response;
    }
}
