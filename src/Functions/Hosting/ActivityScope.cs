using System.Diagnostics;
using DtnBox.Functions.Transfers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace DtnBox.Functions.Hosting;

/// <summary>Puts each activity into the trace of its transfer, and says with each of its log events which run it is of.</summary>
/// <remarks>
/// A transfer's trace is that of the request that made it, and stands in its row: so it holds on any host, whatever the host
/// tells of traces, and in every run.
/// </remarks>
internal sealed class ActivityScope(TransferTraces traces, ILogger<ActivityScope> logger) : IFunctionsWorkerMiddleware
{
    /// <summary>What the host tells of an activity beside its input.</summary>
    private const string InstanceId = "instanceId";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        => context.BindingContext.BindingData.TryGetValue(InstanceId, out object? instance) && instance is not null
            ? RunAsync($"{instance}".Trim('"'), context, next)
            : next(context);

    private async Task RunAsync(string instanceId, FunctionContext context, FunctionExecutionDelegate next)
    {
        string? trace = await traces.FindAsync(instanceId, context.CancellationToken);
        using Activity span = FunctionSpans.Start($"activity:{context.FunctionDefinition.Name}", trace);
        span.SetTag("durabletask.task.instance_id", instanceId);
        using IDisposable? scope = logger.BeginScope(
            new Dictionary<string, object>(StringComparer.Ordinal) { [nameof(InstanceId)] = instanceId });
        try
        {
            await next(context);
        }
        catch (Exception fault)
        {
            span.SetStatus(ActivityStatusCode.Error).SetTag("error.type", fault.GetType().FullName);
            throw;
        }
    }
}
