using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users.HandOvers;

/// <summary>API tokens are nobody else's business: they are revoked.</summary>
internal sealed class OwnedTokens(StorageAccount account, PersonalTokens tokens)
    : OwnedRows(account.Users, TokenRow.Partition, TokenRow.Prefix)
{
    public override string Kind => "API tokens";

    protected override Task<bool> MoveAsync(string key, string from, string to, CancellationToken cancellationToken)
        => tokens.RevokeAsync(key[TokenRow.Prefix.Length..], from, cancellationToken);
}
