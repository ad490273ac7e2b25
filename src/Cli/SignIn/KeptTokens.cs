using DtnBox.Cli.Text;

namespace DtnBox.Cli.SignIn;

/// <summary>The access token of a sign-in that was kept, renewed shortly before it ends.</summary>
/// <remarks>
/// A refresh token may be good for one use only, and using one twice may end the whole sign-in. So one process renews at
/// a time: it takes the lock, reads what another one may have written meanwhile, and writes before the lock goes.
/// Whoever dies between the provider's answer and the write has to sign in again.
/// </remarks>
internal sealed class KeptTokens(SignInFiles files, StoredSignIn found, TimeProvider time)
{
    /// <summary>How long a token must still be good for: a request takes its time, and clocks differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private StoredSignIn _current = found;

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (!IsGood(_current))
        {
            using IDisposable alone = await files.LockAsync(_current.ControlPlane, cancellationToken);
            _current = files.Read(_current.ControlPlane) ?? throw Ended("you signed out");
            if (!IsGood(_current))
            {
                await RenewAsync();
            }
        }

        return _current.AccessToken;
    }

    private bool IsGood(StoredSignIn signIn) => time.GetUtcNow() + Margin < signIn.ExpiresAt;

    private async Task RenewAsync()
    {
        if (_current.RefreshToken is not { } refresh)
        {
            throw Ended("its token has expired, and the provider gave none to renew it with");
        }

        // Not cancelled by Ctrl+C: an answer that nobody reads is a sign-in lost. The time limit of the client holds.
        using var provider = new OpenIdProvider(_current.Provider, _current.Authority, _current.ClientId);
        ProviderMetadata metadata = await provider.DiscoverAsync(CancellationToken.None);
        Dictionary<string, string> form = new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh };
        (TokenAnswer? tokens, ProviderRefusal? refusal) =
            await provider.PostAsync<TokenAnswer>(metadata.TokenEndpoint, form, CancellationToken.None);
        if (tokens is null)
        {
            throw Ended(refusal!.ToString());
        }

        _current = _current.With(tokens, time.GetUtcNow());
        files.Write(_current);
    }

    private UsageException Ended(string why) => new(
        $"Your sign-in at {_current.ControlPlane} has ended: {Printable.From(why)}. Sign in again: dtnbox login.", ExitCodes.Denied);
}
