namespace DtnBox.LocalIdentity.Clients;

internal sealed partial class ClientRegistration
{
    [LoggerMessage(5020, LogLevel.Information, "Client {ClientId} was added")]
    private partial void LogAdded(string clientId);

    [LoggerMessage(5021, LogLevel.Information, "Client {ClientId} was removed: the configuration does not name it any more")]
    private partial void LogRemoved(string? clientId);
}
