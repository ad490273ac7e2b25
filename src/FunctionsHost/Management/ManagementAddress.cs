using System.Text.Json;
using DtnBox.FunctionsHost.Configuration;

namespace DtnBox.FunctionsHost.Management;

/// <summary>Where the management API is, and the links that it hands out.</summary>
internal sealed class ManagementAddress(FunctionsApp app, ListenAuthority authority)
{
    public const string Path = "/runtime/webhooks/durabletask";

    public string BaseUrl { get; } = $"http://{authority.Value}{Path}";

    private string Query { get; } =
        $"taskHub={app.Host.HubName}&connection={app.Host.ConnectionName}"
        + (app.SystemKey is { } key ? $"&code={Uri.EscapeDataString(key)}" : "");

    public string StatusUri(string instanceId) => $"{InstanceUri(instanceId)}?{Query}";

    /// <summary>Gives the links of one instance. They carry the system key: never hand them to a browser.</summary>
    public IReadOnlyDictionary<string, string> Links(string instanceId)
    {
        string instance = InstanceUri(instanceId);
        return new Dictionary<string, string>
        {
            ["id"] = instanceId,
            ["statusQueryGetUri"] = StatusUri(instanceId),
            ["sendEventPostUri"] = $"{instance}/raiseEvent/{{eventName}}?{Query}",
            ["terminatePostUri"] = $"{instance}/terminate?reason={{text}}&{Query}",
            ["purgeHistoryDeleteUri"] = $"{instance}?{Query}",
            ["restartPostUri"] = $"{instance}/restart?{Query}",
            ["suspendPostUri"] = $"{instance}/suspend?reason={{text}}&{Query}",
            ["resumePostUri"] = $"{instance}/resume?reason={{text}}&{Query}",
        };
    }

    /// <summary>Gives what a durableClient binding delivers.</summary>
    public string ClientBinding() => JsonSerializer.Serialize(new Dictionary<string, string?>
    {
        ["taskHubName"] = app.Host.HubName,
        ["requiredQueryStringParameters"] = Query,
        ["httpBaseUrl"] = BaseUrl,
    });

    private string InstanceUri(string instanceId) => $"{BaseUrl}/instances/{Uri.EscapeDataString(instanceId)}";
}
