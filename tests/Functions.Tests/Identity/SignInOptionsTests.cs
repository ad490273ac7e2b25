using DtnBox.Functions.Identity;

namespace DtnBox.Functions.Tests.Identity;

public sealed class SignInOptionsTests
{
    private const string Tenant = "https://login.microsoftonline.com/3f2504e0-4f89-41d3-9a0c-0305e82c3301/v2.0";

    [Fact]
    public void Defaults_FirstUserIsAdministrator_AndNobodyElseGetsInUnasked()
    {
        var options = new SignInOptions();
        Assert.True(options.FirstUserIsAdministrator);
        Assert.Empty(options.AllowedEmailDomains);
        Assert.False(new IdentityProvider().TrustEmail);
        Assert.True(new SignInOptionsValidator().Validate(null, options).Succeeded);
    }

    [Fact]
    public void Validate_EveryFault_NamesTheSettingAndTheFix()
    {
        var options = new SignInOptions
        {
            Providers =
            {
                new IdentityProvider { Kind = "Saml", Authority = "http://login.example" },
                Entra("https://login.microsoftonline.com/common/v2.0"),
                new IdentityProvider
                {
                    Name = "campus", Authority = "http://127.0.0.1:5001", Audience = "api", ClientId = "cli", MetadataAddress = "/metadata",
                },
            },
            AllowedEmailDomains = { "@uni.example" },
        };
        Assert.Equal(
            [
                "Identity:Providers:0:Name must be 1 to 40 of a-z A-Z 0-9 -, for example university.",
                "Identity:Providers:0:Kind must be Entra or Oidc, and is 'Saml'.",
                "Identity:Providers:0:Authority must be the provider's issuer, an https address (http on loopback only), for example https://login.example/realms/science.",
                "Identity:Providers:0:Audience is missing: set it to the 'aud' that the provider puts into access tokens for this API.",
                "Identity:Providers:0:ClientId is missing: set it to the id of the public client that people sign in with.",
                "Identity:Providers:1:Authority must name one tenant by its id, not by a domain, 'common' or 'organizations': https://login.microsoftonline.com/TENANT-ID/v2.0. Add one provider for each tenant.",
                "Identity:Providers:2:MetadataAddress must be an https address (http on loopback only), or be left out for AUTHORITY/.well-known/openid-configuration.",
                "Identity:AllowedEmailDomains:0 must be a domain such as uni.example, without @ or wildcard.",
            ],
            new SignInOptionsValidator().Validate(null, options).Failures);
    }

    [Fact]
    public void Validate_ProvidersThatCannotBeToldApart_AreRefused()
    {
        IEnumerable<string>? faults = new SignInOptionsValidator().Validate(
            null, new SignInOptions { Providers = { Entra(Tenant), Entra(Tenant) } }).Failures;
        Assert.Equal(
            [
                "Identity:Providers: the Name 'entra' stands twice: give each provider one of its own.",
                $"Identity:Providers: the Authority '{Tenant}' stands twice: leave one of them out.",
            ],
            faults);
    }

    private static IdentityProvider Entra(string authority) => new()
    {
        Name = "entra", Kind = "Entra", Authority = authority, Audience = "api", ClientId = "cli",
    };
}
