using System.Net;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Configuration;

/// <summary>Lists every fault at once, each with the setting's name and what helps.</summary>
internal sealed class LocalIdentityOptionsValidator : IValidateOptions<LocalIdentityOptions>
{
    public ValidateOptionsResult Validate(string? name, LocalIdentityOptions options)
    {
        string?[] found =
        [
            IssuerFault(options.Issuer),
            string.IsNullOrWhiteSpace(options.StateDirectory) || !Path.IsPathFullyQualified(options.StateDirectory)
                ? "LocalIdentity:StateDirectory must be an absolute path that survives a restart, "
                    + "for example /var/lib/dtnbox-identity."
                : null,
            string.IsNullOrWhiteSpace(options.Audience)
                ? "LocalIdentity:Audience is empty; set it to what the API expects, for example dtnbox-api."
                : null,
            Between(nameof(options.AccessTokenLifetime), options.AccessTokenLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            Between(nameof(options.RefreshTokenLifetime), options.RefreshTokenLifetime, TimeSpan.FromHours(1), TimeSpan.FromDays(90)),
            Between(nameof(options.RefreshTokenLeeway), options.RefreshTokenLeeway, TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            Between(nameof(options.SessionLifetime), options.SessionLifetime, TimeSpan.FromMinutes(5), TimeSpan.FromDays(30)),
            Between(nameof(options.KeyRotation), options.KeyRotation, TimeSpan.FromDays(7), TimeSpan.FromDays(365)),
            Between(nameof(options.ResetLinkLifetime), options.ResetLinkLifetime, TimeSpan.FromMinutes(5), TimeSpan.FromDays(7)),
            Between(nameof(options.LockoutTime), options.LockoutTime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
            Between(nameof(options.PasswordLength), options.PasswordLength, 8, 64),
            Between(nameof(options.LockoutFailures), options.LockoutFailures, 3, 100),
            Between(nameof(options.SignInsPerMinute), options.SignInsPerMinute, 1, 10_000),
            Between(nameof(options.SignUpsPerHour), options.SignUpsPerHour, 1, 10_000),
            Between(nameof(options.TokenRequestsPerMinute), options.TokenRequestsPerMinute, 1, 100_000),
            .. options.KnownProxies.Select((address, i) => IPAddress.TryParse(address, out _)
                ? null
                : $"LocalIdentity:KnownProxies:{i} is '{address}'; it must be an IP address, for example 10.0.0.2."),
            .. ClientFaults(options.Client),
        ];
        string[] faults = [.. found.OfType<string>()];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string? IssuerFault(Uri? issuer) => issuer switch
    {
        null => "LocalIdentity:Issuer is missing: set the address people open, for example https://id.example.",
        _ when AddressFault(issuer) is { } fault => $"LocalIdentity:Issuer is '{issuer}'; {fault}",
        { PathAndQuery: not "/" } => $"LocalIdentity:Issuer is '{issuer}'; it must be an address without a path.",
        _ => null,
    };

    private static IEnumerable<string?> ClientFaults(ClientOptions client)
    {
        yield return string.IsNullOrWhiteSpace(client.ClientId)
            ? "LocalIdentity:Client:ClientId is empty; leave it out for the default."
            : null;
        foreach ((string list, IList<Uri> addresses) in new[]
        {
            (nameof(client.RedirectUris), client.RedirectUris),
            (nameof(client.PostLogoutRedirectUris), client.PostLogoutRedirectUris),
            (nameof(client.Origins), client.Origins),
        })
        {
            for (int i = 0; i < addresses.Count; i++)
            {
                yield return AddressFault(addresses[i]) is { } fault
                    ? $"LocalIdentity:Client:{list}:{i} is '{addresses[i]}'; {fault}"
                    : null;
            }
        }
    }

    private static string? AddressFault(Uri address) => address switch
    {
        { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") } =>
            "it must be an https address, or http on this machine.",
        { Scheme: "http", IsLoopback: false } =>
            "plain http is for this machine only: whoever reads a sign-in on its way can repeat it. Use https.",
        { UserInfo.Length: > 0 } or { Fragment.Length: > 0 } => "it must be an address without user or fragment.",
        _ => null,
    };

    private static string? Between<T>(string setting, T value, T least, T most)
        where T : IComparable<T>
        => value.CompareTo(least) < 0 || value.CompareTo(most) > 0
            ? $"LocalIdentity:{setting} is {value}; it must be {least} to {most}."
            : null;
}
