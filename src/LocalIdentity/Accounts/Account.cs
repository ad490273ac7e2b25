using Microsoft.AspNetCore.Identity;

namespace DtnBox.LocalIdentity.Accounts;

/// <summary>Somebody who can sign in. The id is the <c>sub</c> of tokens and is never given to anybody else.</summary>
internal sealed class Account : IdentityUser
{
    public const int LongestName = 200;

    /// <summary>Gets or sets what others read; the user name when they gave none.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Gets or sets a value indicating whether an administrator keeps them out.</summary>
    public bool Disabled { get; set; }

    public string ShownName => string.IsNullOrWhiteSpace(DisplayName) ? UserName! : DisplayName;
}
