namespace DtnBox.ControllerAgent.Channel;

internal sealed partial class LeaseLoop
{
    // Ids 3060-3079 belong to the command channel.
    [LoggerMessage(3060, LogLevel.Error, "The control plane gives no work: {Problem}")]
    private partial void LogRefused(string problem);
}
