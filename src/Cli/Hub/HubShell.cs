using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary>Runs the verbs of <c>dtnbox hub</c>.</summary>
internal sealed class HubShell(Shell shell)
{
    public HubOptions Options { get; } = new();

    public void OnRun(Command command, Func<HubSession, CancellationToken, Task<int>> run)
        => shell.OnRun(
            command, (parsed, terminal) => new HubSession(parsed, shell.Options, Options, terminal), run);
}
