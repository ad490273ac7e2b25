using System.CommandLine;
using DtnBox.Cli.Api;
using DtnBox.Cli.SignIn;

namespace DtnBox.Cli;

/// <summary>A run of a verb that speaks to the control plane's API.</summary>
internal sealed class Session(ParseResult parsed, GlobalOptions options, Terminal terminal)
    : Invocation(parsed, options, terminal)
{
    public ApiClient Api { get; } = Open(parsed, options, terminal);

    public override void Dispose() => Api.Dispose();

    private static ApiClient Open(ParseResult parsed, GlobalOptions options, Terminal terminal)
    {
        Uri controlPlane = ConnectionSettings.Address(parsed.GetValue(options.Url), terminal);
        return new ApiClient(controlPlane, Credentials.Of(controlPlane, parsed.GetValue(options.TokenFile), terminal));
    }
}
