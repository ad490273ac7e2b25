using System.CommandLine;

namespace DtnBox.Cli;

/// <summary>Options that many verbs share.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Url { get; } = new("--url")
    {
        Description = "The control plane. Default: DTNBOX_URL, or http://127.0.0.1:7071.",
        HelpName = "address",
        Recursive = true,
    };

    public Option<FileInfo?> TokenFile { get; } = new("--token-file")
    {
        Description = "A file that holds the API token. Default: the token in DTNBOX_TOKEN, or your sign-in.",
        HelpName = "file",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Data as JSON on stdout; words go to stderr.",
        Recursive = true,
    };

    /// <summary>Adds what verbs need that speak to the control plane's API.</summary>
    public Command WithApi(Command verbs)
    {
        verbs.Add(Url);
        verbs.Add(TokenFile);
        return verbs;
    }
}
