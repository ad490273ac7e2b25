namespace DtnBox.FunctionsHost.Configuration;

/// <summary>What the command line says.</summary>
internal sealed record HostArguments
{
    public const string Usage = """
        Runs a published Azure Functions app (.NET isolated worker, Durable Functions) on this machine, without Core Tools.
        One host for one task hub: what has to scale out runs on Azure Functions itself.

        usage: DtnBox.FunctionsHost --app <folder> [options]

          --app <folder>      the published app: host.json and worker.config.json are in it
          --port <number>     where to listen; default 7071, 0 picks a free port
          --address <ip>      address to listen on; default 127.0.0.1
          --portal <folder>   the built portal, served at /; default: portal/ in the app, if it is there

        environment:
          DTNBOX_SYSTEM_KEY   key the management API asks for; needed when --address is not loopback
          DTNBOX_STATE        folder for what may outlive the host: the worker's process id, when timers ran last

        host.json can be overridden by variables such as AzureFunctionsJobHost__extensions__durableTask__hubName.
        """;

    public required string AppFolder { get; init; }

    public int Port { get; init; } = 7071;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public string? PortalFolder { get; init; }

    public static HostArguments Parse(IReadOnlyList<string> args)
    {
        var arguments = new HostArguments { AppFolder = "" };
        for (int i = 0; i < args.Count; i += 2)
        {
            string name = args[i];
            string value = i + 1 < args.Count ? args[i + 1] : throw Fault(name, "has no value", "Write it after the name");
            arguments = name switch
            {
                "--app" => arguments with { AppFolder = Directory.Exists(value) ? Path.GetFullPath(value)
                    : throw Fault(name, $"names '{value}', which is not a folder", "Publish the app first, or mend the path") },
                "--port" => arguments with { Port = ushort.TryParse(value, CultureInfo.InvariantCulture, out ushort port) ? port
                    : throw Fault(name, $"is '{value}'", $"Write a whole number from 0 to {ushort.MaxValue}") },
                "--address" => arguments with { Address = IPAddress.TryParse(value, out IPAddress? address) ? address
                    : throw Fault(name, $"is '{value}'", "Write an IP address, such as 127.0.0.1") },
                "--portal" => arguments with { PortalFolder = File.Exists(Path.Combine(value, "index.html")) ? Path.GetFullPath(value)
                    : throw Fault(name, $"names '{value}', which has no index.html", "Build the portal first, or mend the path") },
                _ => throw Fault(name, "is not an option of this host", "Run it with --help for the list"),
            };
        }

        return arguments.AppFolder.Length > 0
            ? arguments
            : throw Fault("--app", "is missing", "Name the published Functions folder, the one with host.json in it");
    }

    private static AppConfigurationException Fault(string field, string problem, string fix) => new("command line", field, problem, fix);
}
