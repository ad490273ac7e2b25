using DtnBox.Contracts.People;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users;

/// <summary>A personal API token, by the hash of its secret: row = <c>token|id</c>.</summary>
internal sealed class TokenRow : TableRow
{
    public const string Partition = "tokens";

    public const string Prefix = "token|";

    public string Owner { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string SecretHash { get; set; } = string.Empty;

    public string ScopesJson { get; set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? LastUsedAt { get; set; }

    public string GetId() => RowKey[Prefix.Length..];

    public IReadOnlyList<TokenScope> GetScopes() => Read<TokenScope[]>(ScopesJson) ?? [];

    public void SetScopes(IEnumerable<TokenScope> scopes) => ScopesJson = Write(scopes.Distinct().Order().ToArray())!;

    public TokenView View() => new(GetId(), Name, GetScopes(), CreatedAt, ExpiresAt, LastUsedAt);
}
