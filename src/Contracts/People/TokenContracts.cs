namespace DtnBox.Contracts.People;

/// <summary>Makes a personal API token: <c>POST /api/v1/me/tokens</c>.</summary>
/// <param name="Name">What it is for, in its owner's words.</param>
/// <param name="Scopes">What it may be used for.</param>
/// <param name="ExpiresAt">When it ends, at most a year ahead. Default: in 90 days.</param>
public sealed record CreateToken(string Name, IReadOnlyList<TokenScope> Scopes, DateTimeOffset? ExpiresAt = null);

/// <summary>A personal API token; the token itself is never shown again.</summary>
/// <param name="LastUsedAt">About when it was last used, within ten minutes.</param>
public sealed record TokenView(
    string Id,
    string Name,
    IReadOnlyList<TokenScope> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt = null);

/// <summary>A token that was just made: <c>dtn_ID_SECRET</c>, shown only here.</summary>
public sealed record NewToken(TokenView Token, string Secret)
{
    /// <summary>Leaves the secret out, so that no log gets it.</summary>
    public override string ToString() => $"token {Token.Id}";
}
