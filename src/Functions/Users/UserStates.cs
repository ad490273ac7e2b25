using DtnBox.Contracts.People;

namespace DtnBox.Functions.Users;

/// <summary>What administrators do to people. Doing it again changes nothing.</summary>
internal sealed partial class UserStates(UserChanges changes, TimeProvider time, ILogger<UserStates> logger)
{
    /// <summary>Lets a pending user in. Whoever is in already keeps their role; who is disabled stays so.</summary>
    public Task<UserRow?> ApproveAsync(string id, Role role, string by, CancellationToken cancellationToken)
        => MoveAsync(
            id,
            by,
            user =>
            {
                if (user.State != UserState.Pending)
                {
                    return false;
                }

                user.Role = role;
                user.Move(UserState.Active, by, time.GetUtcNow());
                return true;
            },
            cancellationToken);

    /// <exception cref="LastAdministratorException">There would be no active administrator any more.</exception>
    public Task<UserRow?> ChangeRoleAsync(string id, Role role, string by, CancellationToken cancellationToken)
        => MoveAsync(
            id,
            by,
            user =>
            {
                bool differs = user.Role != role;
                user.Role = role;
                return differs;
            },
            cancellationToken);

    /// <summary>Shuts a user out: within <see cref="UserDirectory.Remembered"/> on every instance.</summary>
    /// <exception cref="LastAdministratorException">There would be no active administrator any more.</exception>
    public Task<UserRow?> DisableAsync(string id, string by, CancellationToken cancellationToken)
        => MoveAsync(
            id,
            by,
            user =>
            {
                if (user.State == UserState.Disabled)
                {
                    return false;
                }

                user.Move(UserState.Disabled, by, time.GetUtcNow());
                return true;
            },
            cancellationToken);

    /// <summary>Undoes <see cref="DisableAsync"/>: whoever was never let in is pending again.</summary>
    public Task<UserRow?> EnableAsync(string id, string by, CancellationToken cancellationToken)
        => MoveAsync(
            id,
            by,
            user =>
            {
                if (user.State != UserState.Disabled)
                {
                    return false;
                }

                user.Move(user.AdmittedAt is null ? UserState.Pending : UserState.Active, by, time.GetUtcNow());
                return true;
            },
            cancellationToken);

    private async Task<UserRow?> MoveAsync(
        string id, string by, Func<UserRow, bool> change, CancellationToken cancellationToken)
    {
        bool changed = false;
        UserRow? user = await changes.ChangeAsync(id, row => changed = change(row), cancellationToken);
        if (changed && user is not null)
        {
            LogChanged(id, user.State, user.Role, by);
        }

        return user;
    }

    [LoggerMessage(2312, LogLevel.Information, "User {UserId} is now {State} {Role}, by {By}")]
    private partial void LogChanged(string userId, UserState state, Role role, string by);
}
