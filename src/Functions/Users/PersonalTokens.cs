using DtnBox.Contracts.People;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users;

/// <summary>The API tokens that people made for themselves.</summary>
/// <remarks>A token is read from the table for each request, so that a revoked one is of no use at once, everywhere.</remarks>
internal sealed class PersonalTokens(StorageAccount account, TimeProvider time)
{
    /// <summary>How old "last used" may grow before it is written again.</summary>
    private static readonly TimeSpan UsedResolution = TimeSpan.FromMinutes(10);

    /// <summary>Makes a token; its secret is in the answer and nowhere else. Null when they have too many.</summary>
    public async Task<NewToken?> CreateAsync(CreateToken request, string owner, CancellationToken cancellationToken)
    {
        if (await ListAsync(owner, cancellationToken).CountAsync(cancellationToken) >= PersonalToken.Most)
        {
            return null;
        }

        var token = IdAndSecret.New();
        DateTimeOffset now = time.GetUtcNow();
        var row = new TokenRow
        {
            PartitionKey = TokenRow.Partition,
            RowKey = TokenRow.Prefix + token.Id,
            Owner = owner,
            Name = request.Name.Trim(),
            SecretHash = token.Hash,
            CreatedAt = now,
            ExpiresAt = request.ExpiresAt ?? now + PersonalToken.Lifetime,
        };
        row.SetScopes(request.Scopes);
        await account.Users.AddEntityAsync(row, cancellationToken);
        return new NewToken(row.View(), token.Write(PersonalToken.Prefix));
    }

    /// <summary>The token that a bearer text is, and notes that it was used; null when it is none, or has ended.</summary>
    public async Task<TokenRow?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (IdAndSecret.Read(PersonalToken.Prefix, text) is not { } sent
            || await ReadAsync(sent.Id, cancellationToken) is not { } row
            || !sent.Matches(row.SecretHash)
            || row.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        await UsedAsync(row, cancellationToken);
        return row;
    }

    /// <summary>Whether a token that was found good before still is.</summary>
    public async Task<bool> IsGoodAsync(string id, CancellationToken cancellationToken)
        => await ReadAsync(id, cancellationToken) is { } row && row.ExpiresAt > time.GetUtcNow();

    /// <summary>A person's tokens, by id.</summary>
    public IAsyncEnumerable<TokenRow> ListAsync(string owner, CancellationToken cancellationToken)
        => account.Users.QueryAsync<TokenRow>(
            row => row.PartitionKey == TokenRow.Partition && row.Owner == owner, cancellationToken: cancellationToken);

    /// <summary>Ends a token; false when this person has none of that id.</summary>
    public async Task<bool> RevokeAsync(string id, string owner, CancellationToken cancellationToken)
    {
        while (await ReadAsync(id, cancellationToken) is { } found
            && Denial.Unless(found.Owner == owner, found) is { } row)
        {
            if (await account.Users.TrySubmitAsync([TableAccess.Delete(row)], cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private Task<TokenRow?> ReadAsync(string id, CancellationToken cancellationToken)
        => account.Users.FindAsync<TokenRow>(TokenRow.Partition, TokenRow.Prefix + id, cancellationToken);

    private async Task UsedAsync(TokenRow seen, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (IsRecent(seen.LastUsedAt))
        {
            return;
        }

        await account.Users.ChangeAsync<TokenRow>(
            seen.PartitionKey,
            seen.RowKey,
            row =>
            {
                if (IsRecent(row.LastUsedAt))
                {
                    return false;
                }

                row.LastUsedAt = now;
                return true;
            },
            cancellationToken);

        bool IsRecent(DateTimeOffset? used) => used is { } at && now - at < UsedResolution;
    }
}
