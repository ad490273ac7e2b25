using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Worker;

internal sealed partial class ActivityInvoker
{
    // A warning: the orchestration decides whether this is an error, and may have planned to retry.
    [LoggerMessage(1010, LogLevel.Warning, "Activity {Function} called by instance '{InstanceId}' failed")]
    private partial void LogActivityFailed(string function, string instanceId, Exception failure);
}
