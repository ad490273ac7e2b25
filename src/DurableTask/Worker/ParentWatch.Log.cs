using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Worker;

internal sealed partial class ParentWatch
{
    [LoggerMessage(1090, LogLevel.Critical, "Process {ProcessId} that started this one is gone: ending")]
    private partial void LogParentGone(int processId);
}
