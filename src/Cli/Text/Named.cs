namespace DtnBox.Cli.Text;

/// <summary>Ids with what they are called, where that may be known.</summary>
internal static class Named
{
    public static string Text(string id, string? name) => name is null ? id : $"{id} ({name})";
}
