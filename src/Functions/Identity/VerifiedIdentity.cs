using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace DtnBox.Functions.Identity;

/// <summary>What a provider vouches for: who somebody is there, and what it says about them.</summary>
/// <param name="Provider">The provider's configured name.</param>
/// <param name="Issuer">Together with <paramref name="Subject"/> it names a person for good.</param>
/// <param name="EmailVerified">Whether the address is proven to be theirs; an unproven one opens nothing.</param>
internal sealed record VerifiedIdentity(
    string Provider, string Issuer, string Subject, string Name, string? Email, bool EmailVerified)
{
    private const int LongestText = 256;

    /// <summary>Gets what this identity is found by: a hash, as issuer and subject may hold anything.</summary>
    public string Key { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Issuer}\n{Subject}")));

    /// <summary>Reads the claims of a token that was found to be valid; null when it does not say who it is about.</summary>
    /// <remarks>
    /// OpenID Connect Core 5.7: only <c>iss</c> and <c>sub</c> together are stable; name and e-mail may change and may
    /// be given to somebody else. Entra's <c>sub</c> is another one for each app, and its v1 and v2 tokens have
    /// different issuers, so a new app registration would make strangers of everybody; its <c>oid</c> with <c>tid</c>
    /// is what Microsoft's claims reference names for this ("immutable identifier", the same for all apps).
    /// </remarks>
    public static VerifiedIdentity? From(ClaimsPrincipal token, IdentityProvider provider)
    {
        string? tenant = token.FindFirstValue("tid");
        if (provider.IsEntra && !string.Equals(tenant, provider.Tenant, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string? issuer = provider.IsEntra ? $"entra:{provider.Tenant.ToLowerInvariant()}" : token.FindFirstValue("iss");
        string? subject = token.FindFirstValue(provider.IsEntra ? "oid" : "sub");
        if (string.IsNullOrEmpty(issuer) || string.IsNullOrEmpty(subject))
        {
            return null;
        }

        string? email = Short(token.FindFirstValue("email"));
        bool verified = email is not null
            && (provider.TrustEmail || (bool.TryParse(token.FindFirstValue("email_verified"), out bool said) && said));
        string name = Short(token.FindFirstValue("name")) ?? Short(token.FindFirstValue("preferred_username")) ?? email ?? subject;
        return new VerifiedIdentity(provider.Name, issuer, subject, name[..Math.Min(name.Length, LongestText)], email, verified);
    }

    private static string? Short(string? text)
        => string.IsNullOrWhiteSpace(text) ? null : text.Trim()[..Math.Min(text.Trim().Length, LongestText)];
}
