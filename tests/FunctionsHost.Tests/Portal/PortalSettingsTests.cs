using DtnBox.FunctionsHost.Configuration;
using DtnBox.FunctionsHost.Portal;
using Microsoft.Extensions.Configuration;

namespace DtnBox.FunctionsHost.Tests.Portal;

public sealed class PortalSettingsTests
{
    [Fact]
    public void Read_NothingIsSet_ThePortalTalksToItsOwnOriginOnly()
    {
        PortalSettings settings = Read();
        Assert.Equal("", settings.ApiBase);
        Assert.Empty(settings.ConnectSources);
    }

    [Fact]
    public void Read_ProvidersAndAnApiElsewhere_TheirOriginsAreSources()
    {
        PortalSettings settings = Read(
            ("Portal:ApiBase", "https://api.uni.example/"),
            ("Portal:ConnectSources", "https:, http://[::1]:9000 https://*.s3.example:443"),
            ("Identity:Providers:0:Authority", "https://login.uni.example/realm"),
            ("Identity:Providers:0:MetadataAddress", "https://login.uni.example/realm/metadata"),
            ("Identity:Providers:1:Authority", "no address"));
        Assert.Equal("https://api.uni.example", settings.ApiBase);
        Assert.Equal(
            ["https://login.uni.example", "https://api.uni.example", "https:", "http://[::1]:9000", "https://*.s3.example:443"],
            settings.ConnectSources);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("'unsafe-inline'")]
    [InlineData("https://s3.example;script-src")]
    [InlineData("https://s3.example/bucket")]
    [InlineData("data:")]
    public void Read_ASourceThatIsNoOrigin_IsAFault(string source)
    {
        AppConfigurationException fault = Assert.Throws<AppConfigurationException>(() => Read(("Portal:ConnectSources", source)));
        Assert.Contains("Portal:ConnectSources", fault.Message, StringComparison.Ordinal);
        Assert.Contains(source, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnApiThatIsNoAddress_IsAFault()
        => Assert.Contains(
            "Portal:ApiBase", Assert.Throws<AppConfigurationException>(() => Read(("Portal:ApiBase", "/api"))).Message, StringComparison.Ordinal);

    private static PortalSettings Read(params (string Name, string Value)[] settings)
        => PortalSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
