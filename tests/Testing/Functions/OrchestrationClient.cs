using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace DtnBox.Testing;

/// <summary>The management API of Durable Functions, written from its documentation: tests must not use our own client.</summary>
public sealed class OrchestrationClient(HttpClient http)
{
    public const string Base = "runtime/webhooks/durabletask";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Starts an instance and gives its id.</summary>
    public async Task<string> StartAsync<T>(string name, T input, string? id = null)
    {
        id ??= Guid.NewGuid().ToString("N");
        using HttpResponseMessage response = await TryStartAsync(name, input, id);
        await ThrowUnlessAcceptedAsync(response, $"start of {name}");
        return id;
    }

    public Task<HttpResponseMessage> TryStartAsync<T>(string name, T input, string id)
        => http.PostAsJsonAsync($"{Base}/orchestrators/{name}/{id}", input);

    public async Task RaiseAsync<T>(string id, string name, T data)
    {
        using HttpResponseMessage response = await TryRaiseAsync(id, name, data);
        await ThrowUnlessAcceptedAsync(response, $"event {name} for {id}");
    }

    public Task<HttpResponseMessage> TryRaiseAsync<T>(string id, string name, T data)
        => http.PostAsJsonAsync($"{Base}/instances/{id}/raiseEvent/{name}", data);

    /// <summary>Sends terminate, suspend or resume, with its query if it has one.</summary>
    public Task<HttpResponseMessage> PostAsync(string id, string command)
        => http.PostAsync(new Uri($"{Base}/instances/{id}/{command}", UriKind.Relative), null);

    public Task<HttpResponseMessage> PurgeAsync(string id)
        => http.DeleteAsync(new Uri($"{Base}/instances/{id}", UriKind.Relative));

    /// <summary>Gives the status payload, or null when there is no such instance.</summary>
    public async Task<JsonElement?> FindAsync(string id, string query = "")
    {
        using HttpResponseMessage response = await http.GetAsync(new Uri($"{Base}/instances/{id}{query}", UriKind.Relative));
        return response.StatusCode == HttpStatusCode.NotFound
            ? null
            : await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public async Task<JsonElement> BecomesAsync(string id, params string[] statuses)
    {
        JsonElement last = default;
        try
        {
            await Eventually.ThatAsync(
                async () =>
                {
                    // Without the input, which may be large; asked for once more at the end.
                    last = await FindAsync(id, "?showInput=false") ?? default;
                    return last.ValueKind == JsonValueKind.Object
                        && statuses.Contains(last.GetProperty("runtimeStatus").GetString());
                },
                Deadline, $"{id} is {string.Join(" or ", statuses)}");
            return await FindAsync(id) ?? last;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}. It was {last}", e);
        }
    }

    public Task<JsonElement> EndsAsync(string id) => BecomesAsync(id, "Completed", "Failed", "Terminated");

    /// <summary>Waits for success and gives the output's JSON text.</summary>
    public async Task<string> ResultAsync(string id)
    {
        JsonElement status = await EndsAsync(id);
        return status.GetProperty("runtimeStatus").GetString() == "Completed"
            ? status.GetProperty("output").GetRawText()
            : throw new InvalidOperationException($"{id} did not complete: {status}");
    }

    private static async Task ThrowUnlessAcceptedAsync(HttpResponseMessage response, string what)
    {
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            string body = await response.Content.ReadAsStringAsync();
            throw new HttpRequestException(
                $"The {what} was answered with {(int)response.StatusCode}: {body}", null, response.StatusCode);
        }
    }
}
