using System.Diagnostics;
using DtnBox.DurableTask.Replay;
using DtnBox.DurableTask.Tracing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Worker;

/// <summary>Runs an activity for the host. A failure is an answer too: an error status would lose what went wrong.</summary>
internal sealed partial class ActivityInvoker(DataConverter converter, ILogger<ActivityInvoker> logger)
{
    /// <summary>The usual name of the trigger's binding.</summary>
    private const string BindingName = "input";

    public async Task<InvocationResult> InvokeAsync(
        RegisteredFunction function,
        ActivityContext caller,
        Stream body,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        using Activity span = WorkerSpans.StartActivity(function.Name, caller);
        string instanceId = string.Empty;
        try
        {
            InvocationRequest invocation = await InvocationRequest.ReadAsync(body, cancellationToken);
            instanceId = invocation.MetadataText("instanceId") ?? string.Empty;
            span.SetInstance(instanceId);
            using IDisposable? scope = logger.BeginInstance(instanceId);
            var activity = (ITaskActivity)services.GetRequiredService(function.ImplementationType);
            object? input = converter.Deserialize(invocation.TriggerJson(BindingName), activity.InputType);
            object? result = await activity.RunAsync(new Context(function.Name, instanceId), input);
            return new InvocationResult(ActivityResult.Succeeded(converter.Serialize(result)));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            span.SetFailure(failure.GetType().FullName);
            LogActivityFailed(function.Name, instanceId, failure);
            return new InvocationResult(ActivityResult.Failed(TaskFailureDetails.FromException(failure)));
        }
    }

    private sealed class Context(string name, string instanceId) : TaskActivityContext
    {
        public override TaskName Name { get; } = name;

        public override string InstanceId { get; } = instanceId;
    }
}
