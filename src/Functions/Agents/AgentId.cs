using System.Security.Cryptography;

namespace DtnBox.Functions.Agents;

/// <summary>An agent's id: its node's id, a dot, and a random part. A node id has no dot.</summary>
internal readonly record struct AgentId(string NodeId, string Name)
{
    public static AgentId New(string nodeId)
        => new(nodeId, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));

    public static AgentId? Parse(string text)
        => text.Split('.') is [{ Length: > 0 } node, { Length: > 0 } name] ? new AgentId(node, name) : null;

    public override string ToString() => $"{NodeId}.{Name}";
}
