namespace DtnBox.Cli.Grants;

/// <summary>The addresses of grants and of what follows from them.</summary>
internal static class GrantPaths
{
    public const string Mine = "grants";

    public static string Of(string nodeId) => $"nodes/{Uri.EscapeDataString(nodeId)}/grants";

    public static string One(string nodeId, string grantId) => $"{Of(nodeId)}/{Uri.EscapeDataString(grantId)}";

    public static string Access(string nodeId, string? user)
        => $"nodes/{Uri.EscapeDataString(nodeId)}/access" + (user is null ? string.Empty : $"?user={Uri.EscapeDataString(user)}");
}
