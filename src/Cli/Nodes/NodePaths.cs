namespace DtnBox.Cli.Nodes;

/// <summary>Where the API keeps what belongs to a node.</summary>
internal static class NodePaths
{
    public static string Node(string? id) => $"nodes/{Uri.EscapeDataString(id!)}";

    public static string Agent(string? id, string? agent) => $"{Node(id)}/agents/{Uri.EscapeDataString(agent!)}";

    public static string Drain(string? id, string? agent) => $"{(agent is null ? Node(id) : Agent(id, agent))}/drain";
}
