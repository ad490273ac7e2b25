using System.Text.Json;
using System.Text.Json.Nodes;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>A published app whose handler is TestApp.</summary>
internal sealed class TestAppFolder : FunctionsAppFolder
{
    private static readonly string[] Orchestrators =
    [
        "Echo", "FanOut", "Parent", "Sleep", "Collect", "Generations", "Renew", "Chain", "Call", "CallWith", "Throw", "Ping",
        "Broken", "GarbageTurn", "Abort", "HangShortly", "HangOnce",
    ];

    private static readonly string[] Activities = ["Say", "Number", "Die", "Hang", "Large", "Broken500", "Garbage"];

    public TestAppFolder()
        : base(RepositoryPaths.Program("TestApp"), $"{TestStorage.NewPrefix()}hub")
    {
        Journal = Path.Combine(Folder, "journal.txt");
        File.WriteAllText(Journal, "");
        Settings["TESTAPP_JOURNAL"] = Journal;
        Array.ForEach(Orchestrators, AddOrchestrator);
        Array.ForEach(Activities, AddActivity);
        AddFunction(
            "Api",
            new { type = "httpTrigger", direction = "in", name = "req", authLevel = "anonymous", route = "{*path}" },
            new { type = "http", direction = "out", name = "res" });
        Save();
    }

    /// <summary>Runs another program as the handler.</summary>
    public void UseHandler(string program, params string[] arguments)
    {
        JsonNode description = Host["customHandler"]!["description"]!;
        description["defaultExecutablePath"] = program;
        description["arguments"] = JsonSerializer.SerializeToNode(arguments);
        Save();
    }

    /// <summary>Gets the file to which TestApp's activities write a line each time they run.</summary>
    public string Journal { get; }

    public string[] ReadJournal()
    {
        using var reader = new StreamReader(new FileStream(Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
