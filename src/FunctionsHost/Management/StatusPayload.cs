using System.Text.Json;
using System.Text.Json.Nodes;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Management;

/// <summary>An instance in the JSON form of the management API.</summary>
internal static class StatusPayload
{
    public static JsonObject Of(InstanceView view, JsonArray? history = null)
    {
        InstanceRecord record = view.Record;
        var payload = new JsonObject
        {
            ["name"] = record.Name,
            ["instanceId"] = record.InstanceId,
            ["runtimeStatus"] = Name(record.Status),
            ["input"] = Value(view.Input),
            ["customStatus"] = Value(view.CustomStatus),
            ["output"] = Value(view.Output),
            ["createdTime"] = Time(record.CreatedAt),
            ["lastUpdatedTime"] = Time(record.UpdatedAt),
        };
        if (history is not null)
        {
            payload["historyEvents"] = history;
        }

        return payload;
    }

    public static string Name(OrchestrationStatus status) => status.ToString();

    /// <summary>Gives parsed JSON, or the text itself when it is none.</summary>
    public static JsonNode? Value(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'");
}
