using System.Globalization;
using System.Net;

namespace DtnBox.FunctionsHost.Configuration;

/// <summary>What the command line says.</summary>
internal sealed record HostArguments
{
    public const string Usage = """
        Runs a published Azure Functions app (custom handler, Durable Functions) on this machine.

        usage: DtnBox.FunctionsHost --app <folder> [options]

          --app <folder>               the published app: host.json and a function.json per function
          --port <number>              where to listen; default 7071, 0 picks a free port
          --address <ip>               address to listen on; default 127.0.0.1
          --portal <folder>            the built portal, served at /; default: portal/ in the app, if it is there
          --max-handler-failures <n>   stop after this many handler failures in 30 minutes; default 3, 0 = never
          --lease <seconds>            how long a silent host keeps its task hub; default 15, at least 2
          --replay-check <on|off>      ask the handler for each turn twice and fail the orchestration whose answers
                                       differ: its code is not deterministic; for tests, default off

        environment:
          DTNBOX_SYSTEM_KEY            key the management API asks for; needed when --address is not loopback
        """;

    public required string AppFolder { get; init; }

    public int Port { get; init; } = 7071;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the folder of the built portal; null when none was named.</summary>
    public string? PortalFolder { get; init; }

    /// <summary>Gets the handler failures within 30 minutes at which the host gives up; 0 means it never does.</summary>
    public int MaxHandlerFailures { get; init; } = 3;

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets a value indicating whether each turn is asked for twice, and both answers must agree.</summary>
    public bool ChecksReplay { get; init; }

    public static HostArguments Parse(IReadOnlyList<string> args)
    {
        var arguments = new HostArguments { AppFolder = "" };
        for (int i = 0; i < args.Count; i += 2)
        {
            string name = args[i];
            string value = i + 1 < args.Count ? args[i + 1] : throw Fault(name, "has no value", "Write it after the name");
            arguments = name switch
            {
                "--app" => arguments with { AppFolder = Folder(name, value) },
                "--port" => arguments with { Port = Number(name, value, 0, 65535) },
                "--address" => arguments with { Address = ParseAddress(name, value) },
                "--portal" => arguments with { PortalFolder = PageFolder(name, value) },
                "--max-handler-failures" => arguments with { MaxHandlerFailures = Number(name, value, 0, int.MaxValue) },
                "--lease" => arguments with { Lease = TimeSpan.FromSeconds(Number(name, value, 2, 3600)) },
                "--replay-check" => arguments with { ChecksReplay = Switch(name, value) },
                _ => throw Fault(name, "is not an option of this host", "Run it with --help for the list"),
            };
        }

        return arguments.AppFolder.Length > 0
            ? arguments
            : throw Fault("--app", "is missing", "Name the published Functions folder, the one with host.json in it");
    }

    private static string Folder(string name, string value)
        => Directory.Exists(value)
            ? Path.GetFullPath(value)
            : throw Fault(name, $"names '{value}', which is not a folder", "Publish the app first, or mend the path");

    private static string PageFolder(string name, string value)
        => File.Exists(Path.Combine(value, "index.html"))
            ? Path.GetFullPath(value)
            : throw Fault(name, $"names '{value}', which has no index.html", "Build the portal first (npm run build), or mend the path");

    private static int Number(string name, string value, int least, int most)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= least && number <= most
            ? number
            : throw Fault(name, $"is '{value}'", $"Write a whole number from {least} to {most}");

    private static bool Switch(string name, string value) => value switch
    {
        "on" => true,
        "off" => false,
        _ => throw Fault(name, $"is '{value}'", "Write on or off"),
    };

    private static IPAddress ParseAddress(string name, string value)
        => IPAddress.TryParse(value, out IPAddress? address)
            ? address
            : throw Fault(name, $"is '{value}'", "Write an IP address, such as 127.0.0.1");

    private static AppConfigurationException Fault(string field, string problem, string fix)
        => new("command line", field, problem, fix);
}
