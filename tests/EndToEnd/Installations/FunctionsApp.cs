using System.Text.Json.Nodes;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Installations;

/// <summary>The built Functions app under a task hub of its own: links to its files, and a host.json that differs in the name.</summary>
internal static class FunctionsApp
{
    public static string MakeFolder(string into, string hubName)
    {
        string built = Path.GetDirectoryName(RepositoryPaths.Program("Functions"))!;
        Directory.CreateDirectory(into);
        foreach (string entry in Directory.GetFileSystemEntries(built))
        {
            if (Path.GetFileName(entry) != "host.json")
            {
                File.CreateSymbolicLink(Path.Combine(into, Path.GetFileName(entry)), entry);
            }
        }

        JsonNode host = JsonNode.Parse(File.ReadAllText(Path.Combine(built, "host.json")))!;
        host["extensions"]!["durableTask"]!["hubName"] = hubName;
        File.WriteAllText(Path.Combine(into, "host.json"), host.ToJsonString());
        return into;
    }
}
