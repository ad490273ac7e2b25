using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using DtnBox.Functions.Nodes;
using Microsoft.Extensions.Options;
using YamlDotNet.RepresentationModel;

namespace DtnBox.Functions.Tests.Nodes;

public sealed partial class BundleTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_ByTheOwner_IsAZipThatNoCacheKeeps()
    {
        string node = await server.AddNodeAsync();
        using HttpClient ada = server.Ada;
        using HttpResponseMessage answer = await ada.GetAsync($"nodes/{node}/bundle", Cancel);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal($"dtnbox-{node}.zip", answer.Content.Headers.ContentDisposition?.FileName);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel));
        Assert.Equal(
            ["docker-compose.yaml", ".env", "README.md", "data/", "state/"], zip.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public async Task Env_InTheZip_IsForItsOwnerAlone()
    {
        using ZipArchive zip = await GetAsync(await server.AddNodeAsync());
        Assert.Equal(Convert.ToInt32("100600", 8), zip.GetEntry(".env")!.ExternalAttributes >>> 16);
    }

    [Fact]
    public async Task Compose_InTheZip_IsYamlWhoseVariablesAreAllInEnv()
    {
        using ZipArchive zip = await GetAsync(await server.AddNodeAsync());
        string compose = Text(zip, "docker-compose.yaml");
        HashSet<string> used = [.. Variable().Matches(WithoutComments(compose)).Select(match => match.Groups["name"].Value)];
        Dictionary<string, string> settings = Env(zip);

        YamlMappingNode services = Services(compose);
        Assert.Equal(["store", "agent"], services.Children.Keys.Select(key => key.ToString()));
        Assert.Subset(settings.Keys.ToHashSet(StringComparer.Ordinal), used);
        Assert.Equal(
            ["COMPOSE_PROFILES"], settings.Keys.Except(used, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("store")]
    [InlineData("agent")]
    public async Task Compose_EachService_IsConfinedAndWatched(string name)
    {
        using ZipArchive zip = await GetAsync(await server.AddNodeAsync());
        var service = (YamlMappingNode)Services(Text(zip, "docker-compose.yaml")).Children[name];
        Assert.Equal("true", service["read_only"].ToString());
        Assert.Equal("${RUN_AS}", service["user"].ToString());
        Assert.Equal("ALL", Assert.Single((YamlSequenceNode)service["cap_drop"]).ToString());
        Assert.True(service.Children.ContainsKey("restart"));
        Assert.True(service.Children.ContainsKey("healthcheck"));
        Assert.Equal(name == "store", service.Children.ContainsKey("ports"));
    }

    [Fact]
    public async Task Env_OfTwoBundles_HasACodeThatEnrollsAndIsNotTheOthers()
    {
        string node = await server.AddNodeAsync();
        using ZipArchive first = await GetAsync(node);
        using ZipArchive second = await GetAsync(node);
        string code = Env(first)["ENROLLMENT_CODE"];
        Assert.NotEqual(code, Env(second)["ENROLLMENT_CODE"]);
        using EnrolledTestAgent agent = await EnrolledTestAgent.EnrollAsync(server, code);
        Assert.Equal(node, agent.Identity.NodeId);
    }

    [Fact]
    public async Task Bundle_AnyOfItsFiles_HasNoSecretOfTheStore()
    {
        string node = await server.AddNodeAsync(store => store with { AccessKey = "it's $HOME #1" });
        using ZipArchive zip = await GetAsync(node);
        Assert.All(zip.Entries, entry => Assert.DoesNotContain(
            $"secret-of-{node}", Text(zip, entry.FullName), StringComparison.Ordinal));
        Assert.Equal("it's $HOME #1", Env(zip)["STORE_ACCESS_KEY"]);
        Assert.Equal(server.Address, new Uri(Env(zip)["CONTROL_PLANE"]));
    }

    [Fact]
    public async Task Readme_OfTheBundle_HasEveryBlankFilled()
    {
        using ZipArchive zip = await GetAsync(await server.AddNodeAsync());
        Assert.DoesNotContain("{{", Text(zip, "README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OtherPeoplesNodes_IsNotFound()
    {
        string node = await server.AddNodeAsync();
        using HttpClient bob = server.Bob;
        using HttpClient member = server.Member;
        using HttpResponseMessage byBob = await bob.GetAsync($"nodes/{node}/bundle", Cancel);
        using HttpResponseMessage byMember = await member.GetAsync($"nodes/{node}/bundle", Cancel);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (byBob.StatusCode, byMember.StatusCode));
    }

    [Theory]
    [InlineData("ghcr.io/dtnbox/agent:0.1.0", true)]
    [InlineData("registry.example:5000/dtnbox/agent:0.1.0", true)]
    [InlineData("ghcr.io/dtnbox/agent", false)]
    [InlineData("bad image:1", false)]
    public void Options_Images_MustBePinned(string image, bool valid)
    {
        var validator = new DataAnnotationValidateOptions<BundleOptions>(name: null);
        ValidateOptionsResult result = validator.Validate(name: null, new BundleOptions { AgentImage = image });
        Assert.Equal(valid, result.Succeeded);
    }

    private async Task<ZipArchive> GetAsync(string node)
    {
        using HttpClient ada = server.Ada;
        return new ZipArchive(new MemoryStream(await ada.GetByteArrayAsync($"nodes/{node}/bundle", Cancel)));
    }

    private static YamlMappingNode Services(string compose)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(compose));
        return (YamlMappingNode)Assert.Single(yaml.Documents).RootNode["services"];
    }

    private static Dictionary<string, string> Env(ZipArchive zip) => Text(zip, ".env").Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(
            parts => parts[0],
            parts => parts[1][1..^1].Replace("\\'", "'", StringComparison.Ordinal),
            StringComparer.Ordinal);

    private static string WithoutComments(string yaml)
        => string.Join('\n', yaml.Split('\n').Where(line => !line.TrimStart().StartsWith('#')));

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
