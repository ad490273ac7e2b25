using System.Buffers.Text;
using System.Text.Json;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Identity;

/// <summary>The scheme of all people: it only chooses which other scheme looks at the bearer token.</summary>
internal sealed class PersonScheme(IReadOnlyList<IdentityProvider> providers)
{
    public const string Name = "Person";

    /// <summary>The scheme that tokens of a provider are validated by.</summary>
    public static string Of(IdentityProvider provider) => $"Provider:{provider.Name}";

    /// <summary>Chooses by what the token claims to be. Nothing is believed: the chosen scheme validates all of it.</summary>
    public string Choose(HttpContext context)
    {
        string token = BearerToken.From(context.Request) ?? string.Empty;
        if (token.StartsWith(PersonalToken.Prefix, StringComparison.Ordinal))
        {
            return PersonalTokenHandler.SchemeName;
        }

        return Issuer(token) is { } issuer && providers.FirstOrDefault(provider => Issues(provider, issuer)) is { } found
            ? Of(found)
            : ApiTokenHandler.SchemeName;
    }

    /// <remarks>
    /// Entra has several issuers for one tenant (v1, v2, External ID); all of them name it by its id. The validation
    /// then takes only those that the tenant's metadata name.
    /// </remarks>
    private static bool Issues(IdentityProvider provider, string issuer)
        => provider.IsEntra
            ? issuer.Contains(provider.Tenant, StringComparison.OrdinalIgnoreCase)
            : issuer.TrimEnd('/') == provider.Authority.TrimEnd('/');

    private static string? Issuer(string token)
    {
        if (token.Split('.') is not [_, var payload, _])
        {
            return null;
        }

        try
        {
            using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return claims.RootElement.ValueKind == JsonValueKind.Object
                && claims.RootElement.TryGetProperty("iss", out JsonElement issuer)
                && issuer.ValueKind == JsonValueKind.String
                ? issuer.GetString()
                : null;
        }
        catch (Exception notAJwt) when (notAJwt is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
