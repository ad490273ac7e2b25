using System.Text.Json;
using System.Text.Json.Nodes;

namespace DtnBox.Testing;

/// <summary>A published Functions app in a temporary folder: host.json, settings, and a function.json per function.</summary>
/// <remarks>Nothing is written to host.json and the settings before <see cref="Save"/>.</remarks>
public class FunctionsAppFolder : IDisposable
{
    /// <param name="handler">The custom handler's executable.</param>
    /// <param name="hubName">The task hub; one that no other test uses.</param>
    public FunctionsAppFolder(string handler, string hubName)
    {
        HubName = hubName;
        Host = new JsonObject
        {
            ["version"] = "2.0",
            ["customHandler"] = new JsonObject
            {
                ["description"] = new JsonObject { ["defaultExecutablePath"] = handler },
                ["enableProxyingHttpRequest"] = true,
            },
            ["extensions"] = new JsonObject { ["durableTask"] = new JsonObject { ["hubName"] = hubName } },
        };
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("functions-app-").FullName;

    public string HubName { get; }

    /// <summary>Gets host.json.</summary>
    public JsonObject Host { get; }

    /// <summary>Gets the app settings, which the handler finds in its environment.</summary>
    public Dictionary<string, string> Settings { get; } = new() { ["AzureWebJobsStorage"] = TestStorage.ConnectionString };

    public void Save()
    {
        Write("host.json", Host);
        Write("local.settings.json", new { Values = Settings });
    }

    public void AddOrchestrator(string name)
        => AddFunction(name, new { type = "orchestrationTrigger", direction = "in", name = "context" });

    public void AddActivity(string name)
        => AddFunction(name, new { type = "activityTrigger", direction = "in", name = "input" });

    public void AddFunction(string name, params object[] bindings) => Write($"{name}/function.json", new { bindings });

    public void Write<T>(string path, T content)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content as string ?? JsonSerializer.Serialize(content));
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
