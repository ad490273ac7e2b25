namespace DtnBox.LocalIdentity.Accounts;

internal sealed partial class PasswordSignIn
{
    [LoggerMessage(5010, LogLevel.Information, "Account {AccountId} signed in")]
    private partial void LogSignedIn(string accountId);

    // Without the name: people type passwords into that field.
    [LoggerMessage(5011, LogLevel.Information, "A sign-in was refused")]
    private partial void LogRefused();

    [LoggerMessage(5012, LogLevel.Warning, "Account {AccountId} is locked after too many wrong passwords")]
    private partial void LogLocked(string accountId);
}
