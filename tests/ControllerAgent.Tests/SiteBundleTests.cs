using DtnBox.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using YamlDotNet.RepresentationModel;

namespace DtnBox.ControllerAgent.Tests;

/// <summary>What the site bundle sets is what the agent reads: a name that is not the agent's would be ignored quietly.</summary>
public sealed class SiteBundleTests
{
    private const string Prefix = $"{AgentOptions.Section}__";

    [Fact]
    public void Compose_EnvironmentOfTheAgent_HasOnlyNamesOfItsSettings()
    {
        string[] known = [.. typeof(AgentOptions).GetProperties().Select(property => Prefix + property.Name)];
        Assert.All(Environment().Keys, name => Assert.Contains(name, known));
    }

    [Fact]
    public void Compose_EnvironmentOfTheAgent_IsAValidConfiguration()
    {
        Dictionary<string, string?> settings = Environment().ToDictionary(
            pair => pair.Key.Replace("__", ":", StringComparison.Ordinal),
            string? (pair) => pair.Value switch
            {
                "${CONTROL_PLANE}" => "https://dtnbox.example",
                "${ENROLLMENT_CODE}" => "code",
                "${AGENT_STORE_DIRECTORY}" => "/store",
                _ => pair.Value,
            },
            StringComparer.Ordinal);
        AgentOptions options = new ConfigurationBuilder().AddInMemoryCollection(settings).Build()
            .GetRequiredSection(AgentOptions.Section).Get<AgentOptions>()!;

        ValidateOptionsResult result = new AgentOptionsValidator().Validate(name: null, options);

        Assert.True(result.Succeeded, result.FailureMessage);
        Assert.Equal(
            (new Uri("https://dtnbox.example"), "code", "/var/lib/dtnbox-agent", "/store"),
            (options.ControlPlane, options.EnrollmentCode, options.StateDirectory, options.StoreDirectory));
    }

    [Fact]
    public void Readme_WithoutAContainer_ExportsNamesOfItsSettings()
    {
        string[] known = [.. typeof(AgentOptions).GetProperties().Select(property => Prefix + property.Name)];
        string export = Assert.Single(
            File.ReadLines(Site("README.md")), line => line.StartsWith("export ", StringComparison.Ordinal));
        string[] names = [.. export.Split(' ')[1..].Select(setting => setting.Split('=')[0])];
        Assert.Equal(3, names.Length);
        Assert.All(names, name => Assert.Contains(name, known));
    }

    private static Dictionary<string, string> Environment()
    {
        var yaml = new YamlStream();
        using StreamReader file = File.OpenText(Site("docker-compose.yaml"));
        yaml.Load(file);
        var environment = (YamlMappingNode)yaml.Documents[0].RootNode["services"]["agent"]["environment"];
        return environment.Children.ToDictionary(
            pair => pair.Key.ToString(), pair => pair.Value.ToString(), StringComparer.Ordinal);
    }

    private static string Site(string file) => Path.Combine(RepositoryPaths.Root, "infra", "site", file);
}
