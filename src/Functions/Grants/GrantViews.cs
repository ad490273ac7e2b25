using DtnBox.Contracts.Grants;
using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Grants;

/// <summary>Shows grants, with the names of people beside their ids.</summary>
/// <remarks>
/// Who gave a grant and who has it learn each other's names. Addresses are for administrators. Whose an address is that
/// a grant was given to is shown to nobody: see <see cref="GranteeNames"/>.
/// </remarks>
internal sealed class GrantViews(UserDirectory users)
{
    public async Task<GrantView> ViewAsync(GrantRow grant, Caller reader, CancellationToken cancellationToken)
    {
        UserRow? holder = await FindAsync(grant.Grantee, cancellationToken);
        return grant.View() with
        {
            ToName = holder?.Name,
            ToEmail = reader.Role == Role.Administrator ? holder?.Email : null,
            GrantedByName = (await FindAsync(grant.GrantedBy, cancellationToken))?.Name,
            Warning = Join(GrantRules.WarningOf(grant.KeyPrefix), WarningOf(holder)),
        };
    }

    /// <summary>A grant that was just given, with what its giver may not have meant.</summary>
    public async Task<GrantView> NewAsync(GrantRow grant, Caller giver, CancellationToken cancellationToken)
    {
        GrantView view = await ViewAsync(grant, giver, cancellationToken);
        return EmailAddress.Is(grant.Grantee)
            ? view with { Warning = Join(view.Warning, await WaitingAsync(grant.Grantee, giver, cancellationToken)) }
            : view;
    }

    /// <summary>What a grant to an address is. Only who may list users hears whether somebody has it.</summary>
    private async Task<string> WaitingAsync(string address, Caller giver, CancellationToken cancellationToken)
    {
        if (giver.Role != Role.Administrator)
        {
            return "It is for whoever signs in with this address, verified by their provider, now or later.";
        }

        List<string> ids = await users.WithAddressAsync(address, cancellationToken)
            .Select(user => $"{user.Name} ({user.GetId()})").ToListAsync(cancellationToken);
        return ids.Count == 0
            ? "Nobody has signed in with this address, verified by their provider, yet: it is for whoever does."
            : $"It is for {string.Join(" and ", ids)}, and whoever else signs in with this address, verified by their provider.";
    }

    private static string? WarningOf(UserRow? holder) => holder?.State switch
    {
        UserState.Pending => "Its holder was not let in yet; it is worth nothing until an administrator approves them.",
        UserState.Disabled => "Its holder is disabled; it is worth nothing until an administrator enables them.",
        _ => null,
    };

    private static string? Join(string? one, string? other)
        => one is null || other is null ? one ?? other : $"{one} {other}";

    private Task<UserRow?> FindAsync(string subject, CancellationToken cancellationToken)
        => UserId.Is(subject) ? users.FindAsync(subject, cancellationToken) : Task.FromResult<UserRow?>(null);
}
