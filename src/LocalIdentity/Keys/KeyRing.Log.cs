namespace DtnBox.LocalIdentity.Keys;

internal sealed partial class KeyRing
{
    [LoggerMessage(5001, LogLevel.Information, "Key {KeyId} was made; it signs from {SignsFrom} on")]
    private partial void LogMade(string keyId, DateTimeOffset signsFrom);

    [LoggerMessage(5002, LogLevel.Information, "Key {KeyId} is deleted: everything it made has expired")]
    private partial void LogRetired(string keyId);
}
