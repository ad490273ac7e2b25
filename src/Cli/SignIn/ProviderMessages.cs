using System.Text.Json;
using System.Text.Json.Serialization;

namespace DtnBox.Cli.SignIn;

/// <summary>What a provider's discovery document says, as far as a command line needs it.</summary>
internal sealed record ProviderMetadata(
    Uri TokenEndpoint,
    Uri? DeviceAuthorizationEndpoint = null,
    Uri? RevocationEndpoint = null,
    IReadOnlyList<string>? ScopesSupported = null);

/// <summary>A device code with what the person has to be told (RFC 8628, 3.2).</summary>
/// <param name="ExpiresIn">For how many seconds the codes are good.</param>
/// <param name="Interval">The seconds between two polls at least; 5 when the provider does not say.</param>
internal sealed record DeviceAuthorization(
    string DeviceCode,
    string UserCode,
    Uri VerificationUri,
    int ExpiresIn,
    Uri? VerificationUriComplete = null,
    int? Interval = null)
{
    /// <summary>Leaves the codes out, so that no error gets them.</summary>
    public override string ToString() => $"device code of {VerificationUri}";
}

/// <summary>Tokens (RFC 6749, 5.1).</summary>
/// <param name="ExpiresIn">For how many seconds the access token is good; a provider need not say.</param>
internal sealed record TokenAnswer(string AccessToken, string? RefreshToken = null, int? ExpiresIn = null)
{
    /// <summary>Leaves the tokens out, so that no error gets them.</summary>
    public override string ToString() => "tokens";
}

/// <summary>Why a provider refuses (RFC 6749, 5.2).</summary>
internal sealed record ProviderRefusal(string Error, string? ErrorDescription = null)
{
    public override string ToString() => ErrorDescription is null ? Error : $"{Error}: {ErrorDescription}";
}

/// <summary>How OAuth writes its messages.</summary>
internal static class OAuthJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };
}
