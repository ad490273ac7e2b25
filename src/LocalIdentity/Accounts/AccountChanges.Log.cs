namespace DtnBox.LocalIdentity.Accounts;

internal sealed partial class AccountChanges
{
    [LoggerMessage(5015, LogLevel.Information, "Account {AccountId} was made")]
    private partial void LogAdded(string accountId);

    [LoggerMessage(5016, LogLevel.Information, "Account {AccountId} has a new password; its tokens are revoked")]
    private partial void LogPasswordChanged(string accountId);

    [LoggerMessage(5017, LogLevel.Information, "Account {AccountId} is disabled; its tokens are revoked")]
    private partial void LogDisabled(string accountId);

    [LoggerMessage(5018, LogLevel.Information, "Account {AccountId} may sign in again")]
    private partial void LogEnabled(string accountId);
}
