using System.Text.Json;

namespace DtnBox.Testing;

/// <summary>The built Functions app under a task hub of its own: links to its files, and settings that differ.</summary>
public static class BuiltFunctionsApp
{
    /// <summary>Overrides what host.json says, in this host as in Microsoft's.</summary>
    public const string HubNameSetting = "AzureFunctionsJobHost__extensions__durableTask__hubName";

    /// <param name="into">The folder to make.</param>
    /// <param name="hubName">The task hub.</param>
    public static string MakeFolder(string into, string hubName)
    {
        Link("Functions", into);
        var values = new Dictionary<string, string>
        {
            [HubNameSetting] = hubName,
            ["DTNBOX_STATE"] = Directory.CreateDirectory($"{into}.state").FullName,
        };
        File.WriteAllText(Path.Combine(into, "local.settings.json"), JsonSerializer.Serialize(new { Values = values }));
        return into;
    }

    /// <summary>Makes a folder with links to everything that a project built, except its local settings.</summary>
    internal static void Link(string project, string into)
    {
        Directory.CreateDirectory(into);
        string built = Path.GetDirectoryName(RepositoryPaths.Program(project))!;
        foreach (string entry in Directory.GetFileSystemEntries(built).Where(entry => Path.GetFileName(entry) != "local.settings.json"))
        {
            File.CreateSymbolicLink(Path.Combine(into, Path.GetFileName(entry)), entry);
        }
    }
}
