using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests.Support;

/// <summary>What tests read from the management API.</summary>
internal static class Reading
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static string NewId() => Guid.NewGuid().ToString("N");

    public static async Task<JsonElement[]> HistoryAsync(this OrchestrationClient client, string id, bool withOutput = false)
        => [.. (await client.FindAsync(id, $"?showHistory=true&showHistoryOutput={withOutput}"))!.Value
            .GetProperty("historyEvents").EnumerateArray()];

    /// <summary>Waits until the history holds that many events of a type.</summary>
    public static Task HasInHistoryAsync(this OrchestrationClient client, string id, string type, int count = 1)
        => Eventually.ThatAsync(
            async () => (await client.HistoryAsync(id)).Count(e => e.Type() == type) >= count,
            Deadline, $"the history of {id} has {count} {type}");

    public static Task HasCustomStatusAsync(this OrchestrationClient client, string id, string json)
        => Eventually.ThatAsync(
            async () => (await client.FindAsync(id))?.GetProperty("customStatus").GetRawText() == json,
            Deadline, $"the custom status of {id} is {json}");

    public static async Task<T> ResultAsync<T>(this OrchestrationClient client, string id)
        => JsonSerializer.Deserialize<T>(await client.ResultAsync(id), JsonSerializerOptions.Web)!;

    /// <summary>Starts an instance, waits for its success and gives its output.</summary>
    public static async Task<T> RunAsync<T>(this OrchestrationClient client, string name, object? input = null)
        => await client.ResultAsync<T>(await client.StartAsync(name, input));

    /// <summary>Starts an instance with a version, which may be empty.</summary>
    public static async Task<string> StartVersionAsync(
        this FunctionsHostProcess host, string name, object? input, string version)
    {
        string id = NewId();
        using HttpResponseMessage response = await host.Http.PostAsJsonAsync(
            $"{OrchestrationClient.Base}/orchestrators/{name}/{id}?version={version}", input);
        response.EnsureSuccessStatusCode();
        return id;
    }

    public static string Type(this JsonElement item) => item.GetProperty("EventType").GetString()!;

    public static string? Text(this JsonElement item, string member)
        => item.TryGetProperty(member, out JsonElement value) ? value.GetString() : null;

    public static DateTimeOffset Time(this JsonElement item, string member = "Timestamp")
        => item.GetProperty(member).GetDateTimeOffset();

    public static string? Status(this JsonElement instance) => instance.Text("runtimeStatus");

    public static string? Output(this JsonElement instance) => instance.Text("output");
}
