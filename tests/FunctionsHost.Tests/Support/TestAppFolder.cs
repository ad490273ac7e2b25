using System.Text.Json;
using System.Text.Json.Nodes;

namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>A published Functions app in a folder of its own, whose handler is TestApp.</summary>
internal sealed class TestAppFolder : IDisposable
{
    private static readonly string[] Orchestrators =
        ["Echo", "FanOut", "Parent", "Sleep", "Collect", "Generations", "Chain", "Call", "Throw", "Ping", "Broken", "Abort", "HangShortly"];

    private static readonly string[] Activities = ["Say", "Number", "Die", "Hang", "Large", "Broken500"];

    public TestAppFolder(string hubName)
    {
        Journal = Path.Combine(Folder, "journal.txt");
        Host = new JsonObject
        {
            ["version"] = "2.0",
            ["customHandler"] = new JsonObject
            {
                ["description"] = new JsonObject { ["defaultExecutablePath"] = Binaries.TestApp },
                ["enableProxyingHttpRequest"] = true,
            },
            ["extensions"] = new JsonObject { ["durableTask"] = new JsonObject { ["hubName"] = hubName } },
        };
        foreach (string name in Orchestrators)
        {
            AddFunction(name, new { type = "orchestrationTrigger", direction = "in", name = "context" });
        }

        foreach (string name in Activities)
        {
            AddFunction(name, new { type = "activityTrigger", direction = "in", name = "input" });
        }

        AddFunction(
            "Api",
            new { type = "httpTrigger", direction = "in", name = "req", authLevel = "anonymous", route = "{*path}" },
            new { type = "http", direction = "out", name = "res" });
        Save();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("functionshost-").FullName;

    public string Journal { get; }

    /// <summary>Gets host.json; <see cref="Save"/> writes what a test changed in it.</summary>
    public JsonObject Host { get; }

    public Dictionary<string, string> Settings { get; } = new() { ["AzureWebJobsStorage"] = TestStorage.ConnectionString };

    public void Save()
    {
        Settings["TESTAPP_JOURNAL"] = Journal;
        Write("host.json", Host);
        Write("local.settings.json", new { Values = Settings });
    }

    public void AddFunction(string name, params object[] bindings) => Write($"{name}/function.json", new { bindings });

    public void Write<T>(string path, T content)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content as string ?? JsonSerializer.Serialize(content));
    }

    public string[] ReadJournal()
    {
        if (!File.Exists(Journal))
        {
            return [];
        }

        using var reader = new StreamReader(new FileStream(Journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
