using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>The management API as the tests use it.</summary>
internal sealed class OrchestrationClient(HttpClient http)
{
    public const string Base = "runtime/webhooks/durabletask";

    public async Task<string> StartAsync<T>(string name, T input, string? id = null)
    {
        id ??= Guid.NewGuid().ToString("N");
        using HttpResponseMessage response = await TryStartAsync(name, input, id);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return id;
    }

    public Task<HttpResponseMessage> TryStartAsync<T>(string name, T input, string id)
        => http.PostAsJsonAsync($"{Base}/orchestrators/{name}/{id}", input);

    public Task<HttpResponseMessage> RaiseAsync<T>(string id, string name, T data)
        => http.PostAsJsonAsync($"{Base}/instances/{id}/raiseEvent/{name}", data);

    public Task<HttpResponseMessage> PostAsync(string id, string command)
        => http.PostAsync($"{Base}/instances/{id}/{command}", null);

    public Task<HttpResponseMessage> PurgeAsync(string id) => http.DeleteAsync($"{Base}/instances/{id}");

    public async Task<JsonElement?> FindAsync(string id, string query = "")
    {
        using HttpResponseMessage response = await http.GetAsync($"{Base}/instances/{id}{query}");
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> BecomesAsync(string id, params string[] statuses)
    {
        JsonElement last = default;
        try
        {
            await Eventually.GetAsync($"status {string.Join('/', statuses)} of {id}", async () =>
            {
                last = await FindAsync(id) ?? default;
                return last.ValueKind == JsonValueKind.Object && statuses.Contains(last.GetProperty("runtimeStatus").GetString())
                    ? "yes"
                    : null;
            });
            return last;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} It was {last}", e);
        }
    }

    public Task<JsonElement> EndsAsync(string id) => BecomesAsync(id, "Completed", "Failed", "Terminated");

    /// <summary>Waits for success and gives the output's JSON text.</summary>
    public async Task<string> ResultAsync(string id)
    {
        JsonElement status = await EndsAsync(id);
        Assert.Equal("Completed", status.GetProperty("runtimeStatus").GetString());
        return status.GetProperty("output").GetRawText();
    }
}
