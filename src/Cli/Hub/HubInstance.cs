using System.Text.Json;

namespace DtnBox.Cli.Hub;

/// <summary>An orchestration instance as a host shows it.</summary>
internal sealed record HubInstance(JsonElement Payload)
{
    public string Id => Payload.Text("instanceId") ?? string.Empty;

    public string Name => Payload.Text("name") ?? string.Empty;

    public string Status => Payload.Text("runtimeStatus") ?? "Unknown";

    public DateTimeOffset? CreatedAt => Payload.Time("createdTime");

    public DateTimeOffset? UpdatedAt => Payload.Time("lastUpdatedTime");

    public JsonElement? Input => Payload.Member("input");

    public JsonElement? CustomStatus => Payload.Member("customStatus");

    /// <summary>Gets the result; of a failure its text, of a suspended or terminated instance the reason.</summary>
    public JsonElement? Output => Payload.Member("output");

    public JsonElement? History => Payload.Member("historyEvents", "history");

    public bool HasEnded => Status is nameof(HubStatus.Completed) or nameof(HubStatus.Failed)
        or nameof(HubStatus.Terminated) or nameof(HubStatus.Canceled);
}
