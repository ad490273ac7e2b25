using System.Collections;

namespace DtnBox.FunctionsHost.Configuration;

/// <summary>Everything the host knows before it starts: the app folder read, checked and joined with the settings.</summary>
internal sealed class FunctionsApp
{
    public FunctionsApp(HostArguments arguments, IDictionary environment)
    {
        Arguments = arguments;
        string hostJson = Path.Combine(arguments.AppFolder, "host.json");
        IConfigurationRoot host = ReadJson(hostJson);
        IConfigurationSection local = ReadJson(Path.Combine(arguments.AppFolder, "local.settings.json"), mayBeMissing: true).GetSection("Values");
        // The environment is stronger, as with func.
        Settings = local.AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null)
            .Concat(environment.Cast<DictionaryEntry>().Select(pair => KeyValuePair.Create((string)pair.Key, (string?)pair.Value)))
            .GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(pairs => pairs.Key, pairs => pairs.Last().Value ?? "", StringComparer.OrdinalIgnoreCase);
        Configuration = SingleNodeDefaults.Combine(host, Settings);
        Worker = WorkerCommand.Read(this);
        if (host["version"] != "2.0")
        {
            throw new AppConfigurationException(hostJson, "version", "is not \"2.0\"", "Write \"version\": \"2.0\"");
        }

        if (SystemKey is null && !IPAddress.IsLoopback(arguments.Address))
        {
            throw new AppConfigurationException(
                "environment", "DTNBOX_SYSTEM_KEY", $"is not set, and --address {arguments.Address} is not loopback",
                "Set it to a long random text: whoever reaches the management API can run any orchestration");
        }
    }

    public HostArguments Arguments { get; }

    /// <summary>Gets the app settings, which the worker finds in its environment.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Gets all that host.json, the settings and this host's own defaults say, the strongest of them each time.</summary>
    public IConfigurationRoot Configuration { get; }

    public WorkerCommand Worker { get; }

    public string? SystemKey => Configuration["DTNBOX_SYSTEM_KEY"] is { Length: > 0 } key ? key : null;

    public string RoutePrefix => (Configuration[$"{SingleNodeDefaults.Root}:extensions:http:routePrefix"] ?? "api").Trim('/');

    public string HubName => Configuration[$"{SingleNodeDefaults.Durable}:hubName"] ?? "TestHubName";

    /// <summary>Gets how long a function may run; not positive means for ever.</summary>
    public TimeSpan FunctionTimeout => Configuration.GetValue($"{SingleNodeDefaults.Root}:functionTimeout", TimeSpan.FromMinutes(30));

    /// <summary>Reads a file with comments and without regard to case, as Microsoft's host does.</summary>
    public static IConfigurationRoot ReadJson(string file, bool mayBeMissing = false)
    {
        try
        {
            return new ConfigurationBuilder().AddJsonFile(file, mayBeMissing).Build();
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            string problem = e is FileNotFoundException ? "does not exist" : $"is not JSON: {e.GetBaseException().Message}";
            throw new AppConfigurationException(file, "(file)", problem, "Name the published folder by --app, or mend the file");
        }
    }

    /// <summary>Makes the folder for what the next host of the same app and hub wants to know. Losing it does no harm.</summary>
    public string MakeStateFolder()
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{Arguments.AppFolder}\n{HubName}"));
        string parent = Configuration["DTNBOX_STATE"] ?? Path.Combine(Path.GetTempPath(), "dtnbox-functions-host");
        return Directory.CreateDirectory(Path.Combine(parent, Convert.ToHexStringLower(digest)[..16])).FullName;
    }
}
