using DtnBox.Contracts.People;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users;

/// <summary>A person: row = <c>user|id</c>. Their identities and the count of administrators share the partition.</summary>
internal sealed class UserRow : TableRow
{
    public const string Partition = "users";

    public const string Prefix = "user|";

    public string Name { get; set; } = string.Empty;

    public string? Email { get; set; }

    public bool EmailVerified { get; set; }

    public UserState State { get; set; }

    public Role Role { get; set; }

    public string Provider { get; set; } = string.Empty;

    public string Issuer { get; set; } = string.Empty;

    public string Subject { get; set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Gets or sets when they were first let in; who is enabled without that is pending again.</summary>
    public DateTimeOffset? AdmittedAt { get; set; }

    public DateTimeOffset StateSince { get; set; }

    public string StateBy { get; set; } = string.Empty;

    public string GetId() => RowKey[Prefix.Length..];

    public bool IsActiveAdministrator() => State == UserState.Active && Role == Role.Administrator;

    public void Move(UserState state, string by, DateTimeOffset now)
    {
        State = state;
        StateBy = by;
        StateSince = now;
        if (state == UserState.Active)
        {
            AdmittedAt ??= now;
        }
    }

    public UserView View() => new(
        GetId(), Name, Email, EmailVerified, State, Role, Provider, CreatedAt, LastSignInAt, StateSince, StateBy);
}

/// <summary>Whose an identity is: row = <c>identity|hash of issuer and subject</c>. It is never changed.</summary>
internal sealed class IdentityRow : TableRow
{
    public const string Prefix = "identity|";

    public string UserId { get; set; } = string.Empty;
}

/// <summary>How many active administrators there are. The first sign-up makes this row, and only the first one can.</summary>
internal sealed class AdministratorsRow : TableRow
{
    public const string Key = "administrators";

    public int Active { get; set; }
}
