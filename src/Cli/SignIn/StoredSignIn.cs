namespace DtnBox.Cli.SignIn;

/// <summary>A sign-in as it is kept between runs.</summary>
/// <param name="ControlPlane">The only one that its access tokens are sent to.</param>
/// <param name="Provider">The provider's name at that control plane.</param>
/// <param name="ExpiresAt">When the access token ends, by this machine's clock.</param>
/// <param name="RefreshToken">What the next access token is had for; absent when the provider gave none.</param>
internal sealed record StoredSignIn(
    Uri ControlPlane,
    string Provider,
    string Authority,
    string ClientId,
    string AccessToken,
    DateTimeOffset ExpiresAt,
    string? RefreshToken)
{
    /// <summary>What is taken for the life of an access token when the provider does not tell it.</summary>
    private static readonly TimeSpan UnknownLife = TimeSpan.FromMinutes(5);

    /// <summary>The same sign-in with new tokens; a provider that sends no new refresh token leaves the old one good.</summary>
    public StoredSignIn With(TokenAnswer tokens, DateTimeOffset now) => this with
    {
        AccessToken = tokens.AccessToken,
        ExpiresAt = now + (tokens.ExpiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) : UnknownLife),
        RefreshToken = tokens.RefreshToken ?? RefreshToken,
    };

    /// <summary>Leaves the tokens out, so that no error gets them.</summary>
    public override string ToString() => $"sign-in at {ControlPlane}";
}
