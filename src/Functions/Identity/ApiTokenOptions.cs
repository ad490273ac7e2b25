using DtnBox.Contracts.People;

namespace DtnBox.Functions.Identity;

/// <summary>Service accounts: API tokens from configuration. Bound from the <c>Identity</c> section; checked at start-up.</summary>
public sealed class ApiTokenOptions
{
    public const string Section = "Identity";

    /// <summary>Gets the tokens. With none, only who signs in with a provider gets in.</summary>
    public IList<ApiToken> ApiTokens { get; } = [];
}

/// <summary>One token, by its hash: the configuration never holds the token itself.</summary>
public sealed class ApiToken
{
    /// <summary>Gets or sets the name of its bearer; what they create is owned by this name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Gets or sets what the bearer may do. Default <see cref="Role.Member"/>.</summary>
    public Role Role { get; set; } = Role.Member;

    /// <summary>Gets or sets the hex SHA-256 of the token's UTF-8 text.</summary>
    public string Sha256 { get; set; } = string.Empty;
}
