using DtnBox.Contracts.People;

namespace DtnBox.Functions.Users;

internal sealed partial class SignUps
{
    // Ids 2310-2329 belong to people (docs/log-events.md).
    [LoggerMessage(2310, LogLevel.Information, "User {UserId} signed up with {Provider}: {State} {Role}")]
    private partial void LogSignedUp(string userId, string provider, UserState state, Role role);

    [LoggerMessage(2311, LogLevel.Information, "User {UserId} was let in as {Role} by {By}")]
    private partial void LogAdmitted(string userId, Role role, string by);
}
