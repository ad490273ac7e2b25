using System.CommandLine;
using Spectre.Console;

namespace DtnBox.Cli.Nodes;

/// <summary>Takes a store's secret key from wherever it does not show: stdin, the environment, or a question.</summary>
internal sealed class SecretKeyInput
{
    public Option<bool> FromStdin { get; } = new("--secret-key-stdin")
    {
        Description = "Read the secret key from stdin. Default: DTNBOX_SECRET_KEY, or ask.",
    };

    public async Task<string> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        Terminal terminal = session.Terminal;
        if (session.Get(FromStdin))
        {
            return (await terminal.In.ReadLineAsync(cancellationToken))?.Trim() is { Length: > 0 } line
                ? line
                : throw new UsageException("--secret-key-stdin: stdin is empty.");
        }

        if (terminal.Environment("DTNBOX_SECRET_KEY") is { Length: > 0 } variable)
        {
            return variable;
        }

        return terminal.CanAsk && !session.Json
            ? await new TextPrompt<string>("Secret key:").Secret(null).ShowAsync(terminal.Console, cancellationToken)
            : throw new UsageException(
                "The secret key is missing. Pipe it in with --secret-key-stdin, or set DTNBOX_SECRET_KEY.");
    }
}
