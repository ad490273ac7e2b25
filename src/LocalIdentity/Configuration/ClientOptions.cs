namespace DtnBox.LocalIdentity.Configuration;

/// <summary>
/// The public client that DtnBox's own programs are: the portal by redirects (authorization code with PKCE), the command
/// line by a code on another screen (device authorization). One, as the control plane names one for each provider.
/// </summary>
public sealed class ClientOptions
{
    /// <summary>Gets or sets its client id. Default <c>dtnbox</c>.</summary>
    public string ClientId { get; set; } = "dtnbox";

    /// <summary>Gets where people may be sent after they signed in; compared character by character.</summary>
    public IList<Uri> RedirectUris { get; } = [];

    /// <summary>Gets where people may be sent after they signed out; compared character by character.</summary>
    public IList<Uri> PostLogoutRedirectUris { get; } = [];

    /// <summary>Gets the origins whose scripts may call the token endpoint. Default: those of the redirect addresses.</summary>
    public IList<Uri> Origins { get; } = [];

    /// <summary>The origins that apply, as browsers write them.</summary>
    internal IReadOnlyList<string> EffectiveOrigins() =>
    [
        .. (Origins.Count > 0 ? Origins : RedirectUris).Select(address => address.GetLeftPart(UriPartial.Authority)).Distinct(),
    ];
}
