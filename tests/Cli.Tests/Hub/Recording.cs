using DtnBox.Testing;

namespace DtnBox.Cli.Tests.Hub;

/// <summary>Answers of Microsoft's Functions host 4.1037 with its Durable extension 3.19.0 and an isolated .NET app, as they came.</summary>
/// <remarks>
/// Each is <c>GET instances/NAME?showHistory=true&amp;showHistoryOutput=true</c>; name and input say what was started. Of stack
/// traces only the first line was kept. Only by-protocol is not recorded: it is written by hand in the same form.
/// </remarks>
internal static class Recording
{
    public static string Of(string name)
        => File.ReadAllText(Path.Combine(RepositoryPaths.Root, "tests", "Cli.Tests", "Hub", "Recordings", $"{name}.json"));
}
