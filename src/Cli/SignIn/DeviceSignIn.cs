using DtnBox.Cli.Api;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.SignIn;

/// <summary>Signs in with a code that the person enters in a browser anywhere: RFC 8628.</summary>
internal sealed class DeviceSignIn(OpenIdProvider provider, ProviderMetadata metadata, TimeProvider time)
{
    /// <summary>The wait between two polls when the provider does not say; also how much more "slow down" asks for.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Asks for the codes.</summary>
    public async Task<DeviceAuthorization> BeginAsync(string scopes, CancellationToken cancellationToken)
    {
        if (metadata.DeviceAuthorizationEndpoint is not { } endpoint)
        {
            throw new UsageException(
                $"The provider '{provider.Name}' does not offer to sign in with a code. Sign in at the portal, make an API "
                + "token there, and put it into DTNBOX_TOKEN.",
                ExitCodes.Denied);
        }

        (DeviceAuthorization? device, ProviderRefusal? refusal) = await provider.PostAsync<DeviceAuthorization>(
            endpoint, new Dictionary<string, string> { ["scope"] = scopes }, cancellationToken);
        return device ?? throw Refused(refusal!);
    }

    /// <summary>Waits until the person has allowed it.</summary>
    public async Task<TokenAnswer> WaitAsync(DeviceAuthorization device, CancellationToken cancellationToken)
    {
        Dictionary<string, string> form = new()
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code", ["device_code"] = device.DeviceCode,
        };
        DateTimeOffset end = time.GetUtcNow().AddSeconds(device.ExpiresIn);
        TimeSpan wait = device.Interval is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, 600)) : Step;
        while (time.GetUtcNow() < end)
        {
            await Task.Delay(wait, time, cancellationToken);
            try
            {
                (TokenAnswer? tokens, ProviderRefusal? refusal) =
                    await provider.PostAsync<TokenAnswer>(metadata.TokenEndpoint, form, cancellationToken);
                if (tokens is not null)
                {
                    return tokens;
                }

                wait = refusal!.Error switch
                {
                    "authorization_pending" => wait,
                    "slow_down" => wait + Step,
                    _ => throw Refused(refusal),
                };
            }
            catch (UnreachableException) when (time.GetUtcNow() < end)
            {
                // It may be back before the code ends; RFC 8628 wants fewer and fewer tries.
                wait = wait < LongestWait / 2 ? wait * 2 : LongestWait;
            }
        }

        throw Expired();
    }

    private UsageException Refused(ProviderRefusal refusal) => refusal.Error switch
    {
        "access_denied" => new UsageException("The sign-in was declined in the browser. Nothing is kept.", ExitCodes.Denied),
        "expired_token" => Expired(),
        "invalid_client" or "unauthorized_client" or "unsupported_grant_type" => new UsageException(
            $"The provider '{provider.Name}' does not let '{provider.ClientId}' sign in with a code "
            + $"({Printable.From(refusal.ToString())}). Its administrator has to allow the device code flow for this public client.",
            ExitCodes.Denied),
        _ => new UsageException(
            $"The provider '{provider.Name}' refuses the sign-in: {Printable.From(refusal.ToString())}.", ExitCodes.Denied),
    };

    private static UsageException Expired()
        => new("The code has expired before it was entered. Start again: dtnbox login.", ExitCodes.Denied);
}
