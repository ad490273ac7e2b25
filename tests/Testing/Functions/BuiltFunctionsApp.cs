using System.Text.Json.Nodes;

namespace DtnBox.Testing;

/// <summary>The built Functions app under a task hub of its own: links to its files, and a host.json that differs in the name.</summary>
public static class BuiltFunctionsApp
{
    private const string PurgeFunction = "PurgeHistory";

    /// <param name="purgeSchedule">When old orchestrations are purged, if not as the app itself says.</param>
    public static string MakeFolder(string into, string hubName, string? purgeSchedule = null)
    {
        string built = Path.GetDirectoryName(RepositoryPaths.Program("Functions"))!;
        Directory.CreateDirectory(into);
        foreach (string entry in Directory.GetFileSystemEntries(built))
        {
            string name = Path.GetFileName(entry);
            if (name != "host.json" && (name != PurgeFunction || purgeSchedule is null))
            {
                File.CreateSymbolicLink(Path.Combine(into, name), entry);
            }
        }

        JsonNode host = JsonNode.Parse(File.ReadAllText(Path.Combine(built, "host.json")))!;
        host["extensions"]!["durableTask"]!["hubName"] = hubName;
        File.WriteAllText(Path.Combine(into, "host.json"), host.ToJsonString());
        if (purgeSchedule is not null)
        {
            string file = Path.Combine(PurgeFunction, "function.json");
            JsonNode function = JsonNode.Parse(File.ReadAllText(Path.Combine(built, file)))!;
            function["bindings"]![0]!["schedule"] = purgeSchedule;
            Directory.CreateDirectory(Path.Combine(into, PurgeFunction));
            File.WriteAllText(Path.Combine(into, file), function.ToJsonString());
        }

        return into;
    }
}
