using System.Text.Json;

namespace DtnBox.Cli.Hub;

/// <summary>An orchestration instance as a host shows it.</summary>
internal sealed record HubInstance(JsonElement Payload)
{
    public string Id => Payload.Text("instanceId") ?? string.Empty;

    public string Name => Payload.Text("name") ?? string.Empty;

    /// <summary>Gets the id of the orchestration that called this one; null where there is none, or an old host does not tell.</summary>
    public string? ParentId => Payload.Text("parentInstanceId");

    public string Status => Payload.Text("runtimeStatus") ?? "Unknown";

    public DateTimeOffset? CreatedAt => Payload.Time("createdTime");

    public DateTimeOffset? UpdatedAt => Payload.Time("lastUpdatedTime");

    public JsonElement? Input => Payload.Member("input");

    public JsonElement? CustomStatus => Payload.Member("customStatus");

    /// <summary>Gets the result; of a failure its text, of a suspended or terminated instance the reason.</summary>
    public JsonElement? Output => Payload.Member("output");

    public JsonElement? History => Payload.Member("historyEvents", "history");

    public bool HasEnded => Ends.Any(end => Status == $"{end}");

    /// <summary>Gets the states in which an instance stays.</summary>
    public static IReadOnlyList<HubStatus> Ends { get; } =
        [HubStatus.Completed, HubStatus.Failed, HubStatus.Terminated, HubStatus.Canceled];
}
