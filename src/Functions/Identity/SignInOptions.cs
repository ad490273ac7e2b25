namespace DtnBox.Functions.Identity;

/// <summary>Who may sign in, and how. Bound from the <c>Identity</c> section; checked at start-up.</summary>
public sealed class SignInOptions
{
    public const string Section = "Identity";

    /// <summary>Gets the OpenID providers whose access tokens are taken. None: only API tokens let anybody in.</summary>
    public IList<IdentityProvider> Providers { get; } = [];

    /// <summary>
    /// Gets the e-mail domains whose people need no approval, such as <c>uni.example</c>; only verified addresses count,
    /// and a subdomain is a domain of its own. Default none.
    /// </summary>
    public IList<string> AllowedEmailDomains { get; } = [];

    /// <summary>
    /// Gets or sets a value indicating whether the very first person who signs up becomes administrator. Default true.
    /// When false, an API token of the configuration with the role Administrator approves the first ones.
    /// </summary>
    public bool FirstUserIsAdministrator { get; set; } = true;
}

/// <summary>One OpenID provider.</summary>
public sealed class IdentityProvider
{
    /// <summary>The kind of any provider with OpenID Connect discovery.</summary>
    public const string Oidc = nameof(Oidc);

    /// <summary>The kind of Microsoft Entra ID and Entra External ID.</summary>
    public const string Entra = nameof(Entra);

    /// <summary>Gets or sets what people call it: 1 to 40 of <c>a-z A-Z 0-9 -</c>.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Gets or sets <see cref="Oidc"/> (the default) or <see cref="Entra"/>.</summary>
    public string Kind { get; set; } = Oidc;

    /// <summary>
    /// Gets or sets the issuer: an https address (http on loopback only). For Entra it names one tenant by its id:
    /// <c>https://login.microsoftonline.com/TENANT-ID/v2.0</c>.
    /// </summary>
    public string Authority { get; set; } = string.Empty;

    /// <summary>Gets or sets what the <c>aud</c> of an access token for this API must be.</summary>
    public string Audience { get; set; } = string.Empty;

    /// <summary>Gets or sets the public client that portal and command line sign in as.</summary>
    public string ClientId { get; set; } = string.Empty;

    /// <summary>
    /// Gets or sets a value indicating whether the provider's e-mail addresses count as verified although it does not
    /// say <c>email_verified</c>. Default false. Only for providers whose people cannot enter an address of their own.
    /// </summary>
    public bool TrustEmail { get; set; }

    /// <summary>Gets or sets where the metadata lie, when not below <see cref="Authority"/>.</summary>
    public string? MetadataAddress { get; set; }

    internal bool IsEntra => string.Equals(Kind, Entra, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets Entra's tenant: the first part of the authority's path.</summary>
    internal string Tenant => new Uri(Authority).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
}
