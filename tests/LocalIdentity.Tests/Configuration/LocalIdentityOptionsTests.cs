using DtnBox.LocalIdentity.Configuration;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Tests.Configuration;

public sealed class LocalIdentityOptionsTests
{
    [Fact]
    public void Defaults_AreWhatTheDocumentationSays()
    {
        var options = new LocalIdentityOptions();
        Assert.Null(options.Issuer);
        Assert.Equal("/var/lib/dtnbox-identity", options.StateDirectory);
        Assert.Equal("dtnbox-api", options.Audience);
        Assert.True(options.OpenSignUp);
        Assert.Equal(TimeSpan.FromMinutes(15), options.AccessTokenLifetime);
        Assert.Equal(TimeSpan.FromDays(14), options.RefreshTokenLifetime);
        Assert.Equal(TimeSpan.FromSeconds(30), options.RefreshTokenLeeway);
        Assert.Equal(TimeSpan.FromHours(12), options.SessionLifetime);
        Assert.Equal(TimeSpan.FromDays(90), options.KeyRotation);
        Assert.Equal(TimeSpan.FromHours(1), options.ResetLinkLifetime);
        Assert.Equal(12, options.PasswordLength);
        Assert.Equal(5, options.LockoutFailures);
        Assert.Equal(TimeSpan.FromMinutes(5), options.LockoutTime);
        Assert.Equal(20, options.SignInsPerMinute);
        Assert.Equal(20, options.SignUpsPerHour);
        Assert.Equal(120, options.TokenRequestsPerMinute);
        Assert.Equal("dtnbox", options.Client.ClientId);
    }

    [Fact]
    public void Validate_ManyFaults_ListsThemAll()
    {
        var options = new LocalIdentityOptions
        {
            StateDirectory = "state", Audience = "", AccessTokenLifetime = TimeSpan.FromHours(2), PasswordLength = 6,
        };
        options.KnownProxies.Add("proxy");
        options.Client.RedirectUris.Add(new Uri("http://portal.example/signed-in"));
        Assert.Equal(
            [
                "LocalIdentity:Issuer is missing: set the address people open, for example https://id.example.",
                "LocalIdentity:StateDirectory must be an absolute path that survives a restart, for example /var/lib/dtnbox-identity.",
                "LocalIdentity:Audience is empty; set it to what the API expects, for example dtnbox-api.",
                "LocalIdentity:AccessTokenLifetime is 02:00:00; it must be 00:01:00 to 01:00:00.",
                "LocalIdentity:PasswordLength is 6; it must be 8 to 64.",
                "LocalIdentity:KnownProxies:0 is 'proxy'; it must be an IP address, for example 10.0.0.2.",
                "LocalIdentity:Client:RedirectUris:0 is 'http://portal.example/signed-in'; plain http is for this machine only: "
                    + "whoever reads a sign-in on its way can repeat it. Use https.",
            ],
            Validate(options).Failures);
    }

    [Theory]
    [InlineData("http://id.example", "this machine only")]
    [InlineData("ftp://id.example", "https address")]
    [InlineData("id.example", "https address")]
    [InlineData("https://me:pw@id.example", "without user")]
    [InlineData("https://id.example/below", "without a path")]
    [InlineData("https://id.example/?a=b", "without a path")]
    public void Validate_IssuerThatCannotBe_SaysWhy(string issuer, string why)
        => Assert.Contains(
            why,
            Assert.Single(Validate(new LocalIdentityOptions { Issuer = new Uri(issuer, UriKind.RelativeOrAbsolute) }).Failures!),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("https://id.example")]
    [InlineData("https://id.example:8443/")]
    [InlineData("http://localhost:7080")]
    [InlineData("http://127.0.0.1:7080")]
    public void Validate_IssuerThatCanBe_IsTaken(string issuer)
        => Assert.True(Validate(new LocalIdentityOptions { Issuer = new Uri(issuer) }).Succeeded);

    private static ValidateOptionsResult Validate(LocalIdentityOptions options)
        => new LocalIdentityOptionsValidator().Validate(null, options);
}
