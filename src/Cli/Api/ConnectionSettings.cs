namespace DtnBox.Cli.Api;

/// <summary>Finds the control plane and the token. A token is never an argument: others could read it in the process list.</summary>
internal static class ConnectionSettings
{
    private const string DefaultAddress = "http://127.0.0.1:7071";

    public static Uri Address(string? option, Terminal terminal)
    {
        string text = option ?? Variable(terminal, "DTNBOX_URL") ?? DefaultAddress;
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? address)
            || address.Scheme is not ("http" or "https"))
        {
            throw new UsageException(
                $"'{text}' is not the address of a control plane. Give one like https://dtnbox.example by --url or DTNBOX_URL.");
        }

        if (address is { Scheme: "http", IsLoopback: false })
        {
            terminal.Error.WriteLine($"dtnbox: warning: your token goes to {address} unencrypted. Use https where you can.");
        }

        return address;
    }

    /// <summary>The token that was given; null when none was.</summary>
    public static string? Token(FileInfo? file, Terminal terminal)
        => file is null ? Variable(terminal, "DTNBOX_TOKEN") : Read(file, "token");

    public static string? Variable(Terminal terminal, string name)
        => terminal.Environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>Reads a file that holds one secret.</summary>
    /// <param name="file">The file.</param>
    /// <param name="secret">What it should hold, in a word.</param>
    public static string Read(FileInfo file, string secret)
    {
        try
        {
            string text = File.ReadAllText(file.FullName).Trim();
            return text.Length > 0 ? text : throw new UsageException($"The {secret} file {file} is empty.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The {secret} file cannot be read: {fault.Message}");
        }
    }
}
