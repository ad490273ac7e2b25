namespace DtnBox.FunctionsHost.Engine;

internal sealed partial class DurableEngine
{
    [LoggerMessage(1230, LogLevel.Information, "Durable engine started, {Instances} open instances")]
    private partial void LogLoaded(int instances);

    [LoggerMessage(1231, LogLevel.Debug, "Claimed {Instances} instances of a former owner that nothing was written to since")]
    private partial void LogClaimed(int instances);

    [LoggerMessage(1232, LogLevel.Warning, "Looking for instances of a former owner failed; trying again later")]
    private partial void LogSweepFailed(Exception exception);

    [LoggerMessage(1233, LogLevel.Warning, "Reading the open instances together failed; each is read by itself")]
    private partial void LogReadFailed(Exception exception);
}
