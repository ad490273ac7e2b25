using System.Diagnostics;
using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Replay;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DtnBox.DurableTask.Worker;

/// <summary>Runs one turn of an orchestration for the host.</summary>
internal sealed partial class OrchestrationInvoker(
    DataConverter converter,
    IOptions<DurableTaskWorkerOptions> options,
    ILoggerFactory loggers,
    ILogger<OrchestrationInvoker> logger)
{
    /// <summary>The usual name of the trigger's binding.</summary>
    private const string BindingName = "context";

    public async Task<InvocationResult> InvokeAsync(
        RegisteredFunction function,
        ActivityContext caller,
        Stream body,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        OrchestratorResponse response;
        string instanceId = string.Empty;
        try
        {
            InvocationRequest invocation = await InvocationRequest.ReadAsync(body, cancellationToken);
            byte[] message = Convert.FromBase64String(invocation.TriggerText(BindingName));
            OrchestratorRequest request = OrchestratorRequest.Parser.ParseFrom(message);
            instanceId = request.InstanceId;
            using Activity span = WorkerSpans.StartTurn(function.Name, request, caller);
            using IDisposable? scope = logger.BeginInstance(instanceId);
            var orchestrator = (ITaskOrchestrator)services.GetRequiredService(function.ImplementationType);
            response = OrchestrationReplay.Run(request, orchestrator, converter, loggers, options.Value);
            span.SetOutcome(response);
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // Not the orchestrator's own failure, which is an answer like any other. An error status would fail the
            // orchestration for good, and what is wrong here (memory, configuration, a torn message) can pass.
            LogTurnAborted(function.Name, instanceId, problem);
            response = Abort(instanceId, problem);
        }

        return new InvocationResult(response.ToByteString().ToBase64());
    }

    /// <summary>Hosts take this inner failure as one of their own: they throw the turn away and deliver it again.</summary>
    private static OrchestratorResponse Abort(string instanceId, Exception problem)
    {
        TaskFailureDetails details = TaskFailureDetails.FromException(problem) with
        {
            InnerFailure = new TaskFailureDetails("System.OutOfMemoryException", "The worker could not run this turn."),
        };
        var completion = new CompleteOrchestrationAction
        {
            OrchestrationStatus = OrchestrationStatus.Failed,
            Result = problem.Message,
            FailureDetails = FailureMapping.ToProtocol(details),
        };
        return new OrchestratorResponse
        {
            InstanceId = instanceId,
            Actions = { new OrchestratorAction { CompleteOrchestration = completion } },
        };
    }
}
