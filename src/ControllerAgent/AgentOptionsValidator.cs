using Microsoft.Extensions.Options;

namespace DtnBox.ControllerAgent;

/// <summary>Lists every fault at once, each with the setting's name and what helps.</summary>
internal sealed class AgentOptionsValidator : IValidateOptions<AgentOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentOptions options)
    {
        List<string> faults = [];
        if (ControlPlaneFault(options) is { } fault)
        {
            faults.Add($"Agent:ControlPlane {fault}");
        }

        if (string.IsNullOrWhiteSpace(options.StateDirectory) || !Path.IsPathFullyQualified(options.StateDirectory))
        {
            faults.Add("Agent:StateDirectory must be an absolute path that survives a restart, "
                + "for example /var/lib/dtnbox-agent.");
        }

        if (options.MaxCommands is < 1 or > 32)
        {
            faults.Add($"Agent:MaxCommands is {options.MaxCommands}; it must be 1 to 32.");
        }

        if (options.Heartbeat < TimeSpan.FromMilliseconds(100) || options.Heartbeat > TimeSpan.FromSeconds(5))
        {
            faults.Add($"Agent:Heartbeat is {options.Heartbeat}; it must be 00:00:00.1 to 00:00:05.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string? ControlPlaneFault(AgentOptions options) => options.ControlPlane switch
    {
        null => "is missing: set the control plane's address, for example https://dtnbox.example.",
        { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") } =>
            $"is '{options.ControlPlane}'; it must be an http or https address, for example https://dtnbox.example.",
        { UserInfo.Length: > 0 } or { Query.Length: > 0 } or { Fragment.Length: > 0 } =>
            "must be an address without user, query or fragment.",
        { Scheme: "http", IsLoopback: false } when !options.AllowInsecureControlPlane =>
            $"is '{options.ControlPlane}'; over plain http anyone on the way could read the keys of stores. "
                + "Use https, or accept the risk with Agent:AllowInsecureControlPlane=true.",
        _ => null,
    };
}
