using DtnBox.Cli.Api;

namespace DtnBox.Cli.Hub;

/// <summary>Finds the Functions host and its key. A key is never an argument, nor part of an address.</summary>
internal static class HubSettings
{
    private const string DefaultAddress = "http://127.0.0.1:7071";

    public static Uri Address(string? option, Terminal terminal)
    {
        string text = option ?? ConnectionSettings.Variable(terminal, "DTNBOX_HUB") ?? DefaultAddress;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new UsageException(
                $"'{text}' is not the address of a Functions host. Give one like https://app.azurewebsites.net by --host or DTNBOX_HUB.");
        }

        if (address is not { Query: "", Fragment: "", UserInfo: "" })
        {
            // It may well be a link with the key in it, so it is not repeated.
            throw new UsageException(
                "The address of the Functions host has more than scheme, name, port and path. "
                    + "Leave out the rest; the key goes into DTNBOX_SYSTEM_KEY or --key-file.");
        }

        string path = address.AbsolutePath.TrimEnd('/');
        return new UriBuilder(address)
        {
            Path = path.EndsWith(HubClient.ApiPath, StringComparison.OrdinalIgnoreCase)
                ? path[..^HubClient.ApiPath.Length] + "/"
                : path + "/",
        }.Uri;
    }

    public static string? Key(FileInfo? file, Uri host, Terminal terminal)
    {
        string? key = file is null
            ? ConnectionSettings.Variable(terminal, "DTNBOX_SYSTEM_KEY")
            : ConnectionSettings.Read(file, "key");
        if (key?.Any(c => c is < ' ' or > '~') == true)
        {
            throw new UsageException("The system key holds characters that no key has. Is it the right file or variable?");
        }

        if (key is not null && host is { Scheme: "http", IsLoopback: false })
        {
            terminal.Error.WriteLine($"dtnbox: warning: the system key goes to {host} unencrypted. Use https where you can.");
        }

        return key;
    }
}
