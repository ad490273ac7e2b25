using System.CommandLine;
using DtnBox.Cli.Api;

namespace DtnBox.Cli;

/// <summary>A run of a verb that speaks to the control plane's API.</summary>
internal sealed class Session(ParseResult parsed, GlobalOptions options, Terminal terminal)
    : Invocation(parsed, options, terminal)
{
    public ApiClient Api { get; } = new(
        ConnectionSettings.Address(parsed.GetValue(options.Url), terminal),
        ConnectionSettings.Token(parsed.GetValue(options.TokenFile), terminal));

    public override void Dispose() => Api.Dispose();
}
