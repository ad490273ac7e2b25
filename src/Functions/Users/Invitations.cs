using DtnBox.Contracts.People;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users;

/// <summary>Invitations: whoever sends the code of one is let in, once.</summary>
internal sealed class Invitations(StorageAccount account, TimeProvider time)
{
    public const string Prefix = "dti_";

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(30);

    public async Task<NewInvitation> CreateAsync(CreateInvitation request, string by, CancellationToken cancellationToken)
    {
        var code = IdAndSecret.New();
        DateTimeOffset now = time.GetUtcNow();
        var row = new InvitationRow
        {
            PartitionKey = InvitationRow.Partition,
            RowKey = InvitationRow.Prefix + code.Id,
            SecretHash = code.Hash,
            Role = request.Role ?? Role.Member,
            Email = request.Email?.Trim(),
            CreatedBy = by,
            CreatedAt = now,
            ExpiresAt = request.ExpiresAt ?? now + Lifetime,
        };
        await account.Users.AddEntityAsync(row, cancellationToken);
        return new NewInvitation(row.View(), code.Write(Prefix));
    }

    /// <summary>The invitation that a code is of; null when it is unknown or was revoked.</summary>
    public async Task<InvitationRow?> FindAsync(string code, CancellationToken cancellationToken)
        => IdAndSecret.Read(Prefix, code) is { } sent
            && await ReadAsync(sent.Id, cancellationToken) is { } row && sent.Matches(row.SecretHash)
            ? row
            : null;

    /// <summary>Binds an invitation to a user, for good; null when it is gone, expired or somebody else's by now.</summary>
    public async Task<InvitationRow?> SpendAsync(string id, string user, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        InvitationRow? row = await account.Users.ChangeAsync<InvitationRow>(
            InvitationRow.Partition,
            InvitationRow.Prefix + id,
            row =>
            {
                if (row.UsedBy is not null || row.ExpiresAt <= now)
                {
                    return false;
                }

                row.UsedBy = user;
                row.UsedAt = now;
                return true;
            },
            cancellationToken);
        return row?.UsedBy == user ? row : null;
    }

    public IAsyncEnumerable<InvitationRow> ListAsync(string? after, CancellationToken cancellationToken)
        => account.Users.ReadRangeAsync<InvitationRow>(
            InvitationRow.Partition,
            InvitationRow.Prefix,
            after is null ? null : InvitationRow.Prefix + after,
            cancellationToken);

    /// <summary>Takes an invitation back; false when there is none. Who came in by it stays.</summary>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        while (await ReadAsync(id, cancellationToken) is { } row)
        {
            if (await account.Users.TrySubmitAsync([TableAccess.Delete(row)], cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private Task<InvitationRow?> ReadAsync(string id, CancellationToken cancellationToken)
        => account.Users.FindAsync<InvitationRow>(InvitationRow.Partition, InvitationRow.Prefix + id, cancellationToken);
}
