namespace DtnBox.Cli.Transfers;

/// <summary>Passes lines on as they come.</summary>
internal static class LineCopy
{
    public static async Task RunAsync(Stream content, TextWriter output, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            await output.WriteAsync(line + "\n");
        }
    }
}
