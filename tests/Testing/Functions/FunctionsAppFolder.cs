using System.Text.Json;

namespace DtnBox.Testing;

/// <summary>A built .NET isolated Functions app in a folder of its own: links to its files, and settings that differ.</summary>
/// <remarks>What has to differ goes into local.settings.json, as host.json can be overridden from there. Call <see cref="Save"/>.</remarks>
public class FunctionsAppFolder : IDisposable
{
    /// <param name="project">The project that builds the app.</param>
    /// <param name="hubName">The task hub; one that no other test uses.</param>
    public FunctionsAppFolder(string project, string hubName)
    {
        BuiltFunctionsApp.Link(project, Folder);
        Settings = new()
        {
            ["AzureWebJobsStorage"] = TestStorage.ConnectionString,
            ["DTNBOX_STATE"] = Directory.CreateDirectory(Path.Combine(Folder, "state")).FullName,
            [BuiltFunctionsApp.HubNameSetting] = hubName,
        };
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("functions-app-").FullName;

    /// <summary>Gets the app settings, which the app finds in its environment.</summary>
    public Dictionary<string, string> Settings { get; }

    public void Save() => Write("local.settings.json", JsonSerializer.Serialize(new { Values = Settings }));

    public void Write(string path, string content)
    {
        string file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Not into what a link stands for.
        File.Delete(file);
        File.WriteAllText(file, content);
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
