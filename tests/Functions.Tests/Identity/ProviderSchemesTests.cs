using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace DtnBox.Functions.Tests.Identity;

/// <summary>How the schemes of two providers are set up; no provider is asked anything.</summary>
public sealed class ProviderSchemesTests : IDisposable
{
    private const string Tenant = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
    private const string Entra = $"https://login.microsoftonline.com/{Tenant}/v2.0";
    private const string Campus = "https://login.example/realms/science";

    private readonly ServiceProvider _services = Build();

    public void Dispose() => _services.Dispose();

    [Theory]
    [InlineData("campus", "campus-api", $"{Campus}/.well-known/openid-configuration")]
    [InlineData("entra", "entra-api", $"{Entra}/.well-known/openid-configuration")]
    public void Options_OfEachProvider_AreStrict(string name, string audience, string metadata)
    {
        JwtBearerOptions jwt = Options(name);
        TokenValidationParameters rules = jwt.TokenValidationParameters;
        Assert.Equal((metadata, true, false), (jwt.MetadataAddress, jwt.RequireHttpsMetadata, jwt.MapInboundClaims));
        Assert.Equal((audience, null), (rules.ValidAudience, rules.AudienceValidator));
        Assert.True(rules is { ValidateIssuer: true, ValidateAudience: true, ValidateLifetime: true, RequireSignedTokens: true });
        Assert.DoesNotContain(rules.ValidAlgorithms, algorithm => algorithm.StartsWith("HS", StringComparison.Ordinal));
        Assert.False(Assert.IsType<BaseConfigurationManager>(jwt.ConfigurationManager, exactMatch: false).UseLastKnownGoodConfiguration);
    }

    [Fact]
    public void Options_OfEntra_HaveItsOwnIssuerValidation()
        => Assert.NotNull(Options("entra").TokenValidationParameters.IssuerValidator);

    [Theory]
    [InlineData(Campus, "Provider:campus")]
    [InlineData(Entra, "Provider:entra")]
    [InlineData($"https://sts.windows.net/{Tenant}/", "Provider:entra")]
    [InlineData("https://login.example/realms/art", "ApiToken")]
    [InlineData("https://login.example", "ApiToken")]
    public void Choose_AJwt_GoesByItsIssuer(string issuer, string scheme)
    {
        string payload = Base64UrlEncoder.Encode($$"""{"iss":"{{issuer}}"}""");
        Assert.Equal(scheme, Choose($"e30.{payload}.x"));
    }

    [Theory]
    [InlineData("dtn_0123456789abcdef_0", "PersonalToken")]
    [InlineData("plain", "ApiToken")]
    [InlineData("", "ApiToken")]
    [InlineData("a.b.c", "ApiToken")]
    [InlineData("a.%%.c", "ApiToken")]
    [InlineData("e30.W10.x", "ApiToken")]
    [InlineData("e30.eyJpc3MiOjF9.x", "ApiToken")]
    [InlineData("e30.eyJpc3MiOiJcdWQ4MDAifQ.x", "ApiToken")]
    public void Choose_AnythingElse_GoesByItsForm(string token, string scheme) => Assert.Equal(scheme, Choose(token));

    private static string Choose(string token)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = $"Bearer {token}";
        return new PersonScheme(
            [
                new IdentityProvider { Name = "campus", Authority = Campus },
                new IdentityProvider { Name = "entra", Kind = "Entra", Authority = Entra },
            ]).Choose(context);
    }

    private static ServiceProvider Build()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Identity:Providers:0:Name"] = "campus",
            ["Identity:Providers:0:Authority"] = Campus,
            ["Identity:Providers:0:Audience"] = "campus-api",
            ["Identity:Providers:0:ClientId"] = "cli",
            ["Identity:Providers:1:Name"] = "entra",
            ["Identity:Providers:1:Kind"] = "Entra",
            ["Identity:Providers:1:Authority"] = Entra,
            ["Identity:Providers:1:Audience"] = "entra-api",
            ["Identity:Providers:1:ClientId"] = "cli",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(configuration);
        services.AddIdentity(configuration);
        return services.BuildServiceProvider();
    }

    private JwtBearerOptions Options(string provider)
        => _services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get($"Provider:{provider}");
}
