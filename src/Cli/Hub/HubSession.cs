using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary>A run of a verb that speaks to the management API of a Functions host.</summary>
internal sealed class HubSession : Invocation
{
    public HubSession(ParseResult parsed, GlobalOptions options, HubOptions hubOptions, Terminal terminal)
        : base(parsed, options, terminal)
    {
        Uri host = HubSettings.Address(parsed.GetValue(hubOptions.Host), terminal);
        string? key = HubSettings.Key(parsed.GetValue(hubOptions.KeyFile), host, terminal);
        Hub = new HubClient(host, key, parsed.GetValue(hubOptions.TaskHub));
    }

    public HubClient Hub { get; }

    public override void Dispose() => Hub.Dispose();
}
