namespace DtnBox.LocalIdentity.Configuration;

/// <summary>How the OpenID provider runs. Bound from the <c>LocalIdentity</c> section; checked at start.</summary>
public sealed class LocalIdentityOptions
{
    public const string Section = "LocalIdentity";

    /// <summary>
    /// Gets or sets the address under which people and programs reach this provider, without a path: https, or http on
    /// this machine. Required. It is the <c>iss</c> of every token, so it must not change later.
    /// </summary>
    public Uri? Issuer { get; set; }

    /// <summary>Gets or sets the directory of accounts and keys. Default <c>/var/lib/dtnbox-identity</c>. Back it up.</summary>
    public string StateDirectory { get; set; } = "/var/lib/dtnbox-identity";

    /// <summary>Gets or sets the <c>aud</c> of access tokens: whom they are for. Default <c>dtnbox-api</c>.</summary>
    public string Audience { get; set; } = "dtnbox-api";

    /// <summary>Gets or sets a value indicating whether anybody may make an account. Default true.</summary>
    public bool OpenSignUp { get; set; } = true;

    /// <summary>Gets or sets how long an access token is good for, 1 minute to 1 hour. Default 15 minutes.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Gets or sets how long a refresh token is good for, 1 hour to 90 days. Default 14 days; each use gives a new one.
    /// </summary>
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromDays(14);

    /// <summary>
    /// Gets or sets how long a refresh token may be used again, for a client that never got the answer; 0 to 1 minute.
    /// Default 30 seconds. A later use revokes all tokens of that sign-in.
    /// </summary>
    public TimeSpan RefreshTokenLeeway { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a browser stays signed in here, 5 minutes to 30 days. Default 12 hours.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Gets or sets after what time another key signs, 7 to 365 days. Default 90 days.</summary>
    public TimeSpan KeyRotation { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Gets or sets how long a link of <c>reset-password</c> works, 5 minutes to 7 days. Default 1 hour.</summary>
    public TimeSpan ResetLinkLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets the fewest characters of a password, 8 to 64. Default 12.</summary>
    public int PasswordLength { get; set; } = 12;

    /// <summary>Gets or sets after how many wrong passwords in a row an account is locked, 3 to 100. Default 5.</summary>
    public int LockoutFailures { get; set; } = 5;

    /// <summary>Gets or sets how long it is locked then, 1 second to 1 day. Default 5 minutes.</summary>
    public TimeSpan LockoutTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Gets or sets how many forms with a password or a device's code one address may send in a minute. Default 20.
    /// </summary>
    public int SignInsPerMinute { get; set; } = 20;

    /// <summary>Gets or sets how many times one address may try to sign up in an hour. Default 20.</summary>
    public int SignUpsPerHour { get; set; } = 20;

    /// <summary>Gets or sets how many token requests one address may send in a minute. Default 120.</summary>
    public int TokenRequestsPerMinute { get; set; } = 120;

    /// <summary>
    /// Gets the IP addresses of the reverse proxies in front, whose <c>X-Forwarded-For</c> is believed. Default none;
    /// without them everybody behind a proxy shares its rate limits.
    /// </summary>
    public IList<string> KnownProxies { get; } = [];

    /// <summary>Gets who may ask for tokens.</summary>
    public ClientOptions Client { get; } = new();
}
