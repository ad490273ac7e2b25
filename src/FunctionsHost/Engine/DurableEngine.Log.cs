namespace DtnBox.FunctionsHost.Engine;

internal sealed partial class DurableEngine
{
    [LoggerMessage(1230, LogLevel.Information, "Durable engine started, {Instances} open instances")]
    private partial void LogLoaded(int instances);

    [LoggerMessage(1231, LogLevel.Warning, "Adopted {Instances} instances of a former owner")]
    private partial void LogAdopted(int instances);

    [LoggerMessage(1232, LogLevel.Warning, "Looking for instances of a former owner failed; trying again later")]
    private partial void LogSweepFailed(Exception exception);
}
