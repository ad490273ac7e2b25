using System.IO.Compression;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace DtnBox.Functions.Tests.Nodes;

/// <summary>The parts of a bundle fit each other: what one file names, another has.</summary>
public sealed partial class BundleShapeTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readme_SettingsItNames_AreInEnv()
    {
        using ZipArchive zip = await GetAsync();
        string[] named = [.. Setting().Matches(Text(zip, "README.md")).Select(match => match.Groups["name"].Value).Distinct()];
        Assert.Contains("STORE_SECRET_KEY", named);
        Assert.All(named, name => Assert.Contains(name, Env(zip).Keys));
    }

    [Fact]
    public async Task Readme_OfTheImages_DoesNotPromiseWhatIsNotPublished()
    {
        using ZipArchive zip = await GetAsync();
        string readme = Text(zip, "README.md");
        Assert.Contains(Env(zip)["AGENT_IMAGE"], readme, StringComparison.Ordinal);
        Assert.Contains("publishes no images yet", readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compose_Directories_AreMountedWhereTheProgramsLook()
    {
        using ZipArchive zip = await GetAsync();
        YamlNode services = Services(zip);
        YamlNode agent = services["agent"];
        Assert.Equal(
            [$"${{STORE_DIRECTORY}}:{Env(zip)["AGENT_STORE_DIRECTORY"]}:ro", $"${{STATE_DIRECTORY}}:{agent["environment"]["Agent__StateDirectory"]}"],
            Strings(agent["volumes"]));
        Assert.Equal("${AGENT_STORE_DIRECTORY}", agent["environment"]["Agent__StoreDirectory"].ToString());
        YamlNode store = services["store"];
        Assert.Equal([$"${{STORE_DIRECTORY}}:{store["environment"]["VGW_BACKEND_ARG"]}"], Strings(store["volumes"]));

        // Both are in the zip, for the engine would make what is missing as root.
        Assert.All(
            ["STORE_DIRECTORY", "STATE_DIRECTORY"], name => Assert.NotNull(zip.GetEntry($"{Env(zip)[name].TrimStart('.', '/')}/")));
    }

    [Fact]
    public async Task Compose_Ports_AreThoseTheStoreListensAt()
    {
        using ZipArchive zip = await GetAsync();
        YamlNode store = Services(zip)["store"];
        string port = store["environment"]["VGW_PORT"].ToString();
        Assert.Equal($"${{STORE_LISTEN}}:${{STORE_PORT}}{port}", Assert.Single(Strings(store["ports"])));
        Assert.Equal($"http://127.0.0.1{port}{store["environment"]["VGW_HEALTH"]}", Strings(store["healthcheck"]["test"])[^1]);
    }

    private async Task<ZipArchive> GetAsync()
    {
        string node = await server.AddNodeAsync();
        using HttpClient ada = server.Ada;
        return new ZipArchive(new MemoryStream(await ada.GetByteArrayAsync($"nodes/{node}/bundle", Cancel)));
    }

    private static YamlNode Services(ZipArchive zip)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text(zip, "docker-compose.yaml")));
        return Assert.Single(yaml.Documents).RootNode["services"];
    }

    private static string[] Strings(YamlNode list) => [.. ((YamlSequenceNode)list).Select(item => item.ToString())];

    private static Dictionary<string, string> Env(ZipArchive zip) => Text(zip, ".env").Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts[1].Trim('\''), StringComparer.Ordinal);

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"[`$](?<name>[A-Z]+_[A-Z_]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();
}
