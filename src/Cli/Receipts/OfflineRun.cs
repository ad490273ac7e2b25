using System.CommandLine;

namespace DtnBox.Cli.Receipts;

/// <summary>A run of a verb that asks no control plane.</summary>
internal sealed class OfflineRun(ParseResult parsed, GlobalOptions options, Terminal terminal)
    : Invocation(parsed, options, terminal)
{
    public override void Dispose()
    {
        // It holds nothing.
    }
}
