namespace DtnBox.Cli.Hub.Histories;

/// <summary>What the lines of a tree are drawn with.</summary>
internal sealed record TreeMarks(string Branch, string Last, string Trunk, string Blank)
{
    public static TreeMarks Boxes { get; } = new("├─ ", "└─ ", "│  ", "   ");

    public static TreeMarks Ascii { get; } = new("|- ", "`- ", "|  ", "   ");
}
