using Azure.Data.Tables;
using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Storage;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Users;

/// <summary>Makes users of identities, and lets in those who need nobody's approval.</summary>
/// <remarks>
/// A sign-up is three steps: user and identity in one transaction, then the invitation is bound to the user, then the
/// user is let in. Each can be repeated, and repeating the sign-up after a crash takes up the one that is missing.
/// </remarks>
internal sealed partial class SignUps(
    StorageAccount account,
    UserDirectory users,
    UserChanges changes,
    Invitations invitations,
    IOptions<SignInOptions> options,
    TimeProvider time,
    ILogger<SignUps> logger)
{
    /// <summary>Who let somebody in when no person did.</summary>
    public const string BySystem = "system";

    /// <summary>Signs somebody up, or refreshes what is known of them. Idempotent.</summary>
    /// <returns>The user; null when the invitation cannot be used, and then nothing was changed.</returns>
    public async Task<UserRow?> SignUpAsync(VerifiedIdentity identity, string? code, CancellationToken cancellationToken)
    {
        string? id = await users.OwnerOfAsync(identity, cancellationToken);
        InvitationRow? invitation = null;
        if (code is not null)
        {
            invitation = await invitations.FindAsync(code, cancellationToken);
            if (invitation is null || !invitation.IsFor(id, identity, time.GetUtcNow()))
            {
                return null;
            }
        }

        id ??= await CreateAsync(identity, cancellationToken);
        UserRow user = await RefreshAsync(id, identity, cancellationToken);
        if (user.State != UserState.Pending)
        {
            return user;
        }

        if (invitation is not null)
        {
            return await invitations.SpendAsync(invitation.GetId(), id, cancellationToken) is { } spent
                ? await AdmitAsync(id, spent.Role, spent.CreatedBy, cancellationToken)
                : null;
        }

        return IsAllowedDomain(identity) ? await AdmitAsync(id, Role.Member, BySystem, cancellationToken) : user;
    }

    private async Task<string> CreateAsync(VerifiedIdentity identity, CancellationToken cancellationToken)
    {
        while (true)
        {
            DateTimeOffset now = time.GetUtcNow();
            AdministratorsRow? administrators = await account.Users.FindAsync<AdministratorsRow>(
                UserRow.Partition, AdministratorsRow.Key, cancellationToken);
            bool first = administrators is null && options.Value.FirstUserIsAdministrator;
            string id = UserId.New();
            var user = new UserRow
            {
                PartitionKey = UserRow.Partition,
                RowKey = UserRow.Prefix + id,
                Name = identity.Name,
                Provider = identity.Provider,
                Issuer = identity.Issuer,
                Subject = identity.Subject,
                Role = first ? Role.Administrator : Role.Member,
                CreatedAt = now,
            };
            user.Move(first ? UserState.Active : UserState.Pending, BySystem, now);
            var claim = new IdentityRow
            {
                PartitionKey = UserRow.Partition, RowKey = IdentityRow.Prefix + identity.Key, UserId = id,
            };
            List<TableTransactionAction> writes = [TableAccess.Insert(user), TableAccess.Insert(claim)];
            if (administrators is null)
            {
                // Of several who are first at the same time, one makes this row; the others start over, and are not.
                writes.Add(TableAccess.Insert(new AdministratorsRow
                {
                    PartitionKey = UserRow.Partition, RowKey = AdministratorsRow.Key, Active = first ? 1 : 0,
                }));
            }

            if (await account.Users.TrySubmitAsync(writes, cancellationToken))
            {
                LogSignedUp(id, identity.Provider, user.State, user.Role);
                return id;
            }

            if (await users.OwnerOfAsync(identity, cancellationToken) is { } mine)
            {
                return mine;
            }
        }
    }

    private async Task<UserRow> RefreshAsync(string id, VerifiedIdentity identity, CancellationToken cancellationToken)
        => await changes.ChangeAsync(
            id,
            user =>
            {
                user.Name = identity.Name;
                user.Email = identity.Email;
                user.EmailVerified = identity.EmailVerified;
                user.Provider = identity.Provider;
                user.LastSignInAt = time.GetUtcNow();
                return true;
            },
            cancellationToken)
            ?? throw new InvalidOperationException($"The user {id} of an identity is gone.");

    private async Task<UserRow?> AdmitAsync(string id, Role role, string by, CancellationToken cancellationToken)
    {
        bool admitted = false;
        UserRow? user = await changes.ChangeAsync(
            id,
            user =>
            {
                admitted = user.State == UserState.Pending;
                if (admitted)
                {
                    user.Role = role;
                    user.Move(UserState.Active, by, time.GetUtcNow());
                }

                return admitted;
            },
            cancellationToken);
        if (admitted)
        {
            LogAdmitted(id, role, by);
        }

        return user;
    }

    private bool IsAllowedDomain(VerifiedIdentity identity)
        => identity is { EmailVerified: true, Email: { } email } && email.Contains('@', StringComparison.Ordinal)
            && options.Value.AllowedEmailDomains.Contains(email[(email.LastIndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase);
}
