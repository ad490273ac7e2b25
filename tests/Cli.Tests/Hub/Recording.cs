using DtnBox.Testing;

namespace DtnBox.Cli.Tests.Hub;

/// <summary>Answers of the real FunctionsHost running tests/FunctionsHost.Tests/TestApp, kept as they came.</summary>
/// <remarks>Each is <c>GET instances/NAME?showHistory=true&amp;showHistoryOutput=true</c>; name and input say what was started.
/// Only by-protocol is not recorded: it is written by hand in the form of the Durable extension.</remarks>
internal static class Recording
{
    public static string Of(string name)
        => File.ReadAllText(Path.Combine(RepositoryPaths.Root, "tests", "Cli.Tests", "Hub", "Recordings", $"{name}.json"));
}
