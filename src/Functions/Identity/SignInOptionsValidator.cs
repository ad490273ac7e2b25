using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Identity;

internal sealed partial class SignInOptionsValidator : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        List<string> faults = [];
        for (int i = 0; i < options.Providers.Count; i++)
        {
            faults.AddRange(Faults(options.Providers[i]).Select(fault => $"{SignInOptions.Section}:Providers:{i}:{fault}"));
        }

        faults.AddRange(options.Providers
            .CountBy(provider => provider.Name, StringComparer.OrdinalIgnoreCase)
            .Where(count => count.Value > 1)
            .Select(count => $"Identity:Providers: the Name '{count.Key}' stands twice: give each provider one of its own."));
        faults.AddRange(options.Providers
            .CountBy(provider => provider.Authority.TrimEnd('/'), StringComparer.OrdinalIgnoreCase)
            .Where(count => count.Value > 1)
            .Select(count => $"Identity:Providers: the Authority '{count.Key}' stands twice: leave one of them out."));
        for (int i = 0; i < options.AllowedEmailDomains.Count; i++)
        {
            if (!DomainPattern().IsMatch(options.AllowedEmailDomains[i]))
            {
                faults.Add($"Identity:AllowedEmailDomains:{i} must be a domain such as uni.example, without @ or wildcard.");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(IdentityProvider provider)
    {
        if (!NamePattern().IsMatch(provider.Name))
        {
            yield return "Name must be 1 to 40 of a-z A-Z 0-9 -, for example university.";
        }

        if (!provider.IsEntra && !string.Equals(provider.Kind, IdentityProvider.Oidc, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"Kind must be Entra or Oidc, and is '{provider.Kind}'.";
        }

        if (!IsSafe(provider.Authority))
        {
            yield return "Authority must be the provider's issuer, an https address (http on loopback only), "
                + "for example https://login.example/realms/science.";
        }
        else if (provider.IsEntra && !Guid.TryParse(provider.Tenant, out _))
        {
            yield return "Authority must name one tenant by its id, not by a domain, 'common' or 'organizations': "
                + "https://login.microsoftonline.com/TENANT-ID/v2.0. Add one provider for each tenant.";
        }

        if (provider.MetadataAddress is { } metadata && !IsSafe(metadata))
        {
            yield return "MetadataAddress must be an https address (http on loopback only), or be left out for "
                + "AUTHORITY/.well-known/openid-configuration.";
        }

        if (string.IsNullOrWhiteSpace(provider.Audience))
        {
            yield return "Audience is missing: set it to the 'aud' that the provider puts into access tokens for this API.";
        }

        if (string.IsNullOrWhiteSpace(provider.ClientId))
        {
            yield return "ClientId is missing: set it to the id of the public client that people sign in with.";
        }
    }

    private static bool IsSafe(string address)
        => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri is { Scheme: "http", IsLoopback: true })
            && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    [GeneratedRegex("^[a-zA-Z0-9-]{1,40}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DomainPattern();
}
