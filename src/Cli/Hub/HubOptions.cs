using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary>Options of every <c>dtnbox hub</c> verb: which Functions host, and the key to it.</summary>
internal sealed class HubOptions
{
    public Option<string?> Host { get; } = new("--host")
    {
        Description = "The Functions host. Default: DTNBOX_HUB, or http://127.0.0.1:7071.",
        HelpName = "address",
        Recursive = true,
    };

    public Option<FileInfo?> KeyFile { get; } = new("--key-file")
    {
        Description = "A file that holds the host's system key durabletask_extension. "
            + "Default: the key in DTNBOX_SYSTEM_KEY; a local host may need none.",
        HelpName = "file",
        Recursive = true,
    };

    public Option<string?> TaskHub { get; } = new("--task-hub")
    {
        Description = "The task hub. Default: the one of the app that the host runs.",
        HelpName = "name",
        Recursive = true,
    };

    public void AddTo(Command hub)
    {
        hub.Add(Host);
        hub.Add(KeyFile);
        hub.Add(TaskHub);
    }
}
