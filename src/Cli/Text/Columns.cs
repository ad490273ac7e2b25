namespace DtnBox.Cli.Text;

/// <summary>Rows under headings, as wide as they need: nothing is cut, so that output can be searched and piped.</summary>
internal static class Columns
{
    private const string Gap = "  ";

    public static string From(IReadOnlyList<string> headings, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. headings.Select((heading, column) =>
            rows.Select(row => row[column].Length).Append(heading.Length).Max())];
        IEnumerable<string> lines = rows.Prepend([.. headings]).Select(row => string.Join(
            Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        return string.Join('\n', lines);
    }
}
