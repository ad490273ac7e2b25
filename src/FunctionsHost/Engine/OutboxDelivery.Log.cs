namespace DtnBox.FunctionsHost.Engine;

internal sealed partial class OutboxDelivery
{
    [LoggerMessage(1240, LogLevel.Warning, "Instance {InstanceId}: kept the receipt of a message from {SenderId}")]
    private partial void LogReceiptKept(Exception exception, string instanceId, string senderId);
}
