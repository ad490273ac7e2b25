using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Worker;

internal sealed partial class OrchestrationInvoker
{
    // Ids 1000-1099 belong to the durable worker.
    [LoggerMessage(1000, LogLevel.Error, "A turn of {Function} instance '{InstanceId}' could not run and is asked for again")]
    private partial void LogTurnAborted(string function, string instanceId, Exception problem);
}
