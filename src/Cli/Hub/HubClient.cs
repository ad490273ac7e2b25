using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DtnBox.Cli.Api;

namespace DtnBox.Cli.Hub;

/// <summary>Calls the management API of Durable Functions, which every Functions host serves.</summary>
/// <remarks>The key goes in a header, so that no address and no log has it; nor does a redirect carry it elsewhere.</remarks>
internal sealed class HubClient : IDisposable
{
    public const string ApiPath = "/runtime/webhooks/durabletask";

    private const string KeyHeader = "x-functions-key";
    private const string ContinuationHeader = "x-ms-continuation-token";
    private const int LargestPage = 1000;

    private readonly HttpClient _http;
    private readonly string? _taskHub;
    private readonly HubRefusals _refusals;

    public HubClient(Uri host, string? key, string? taskHub)
    {
        Address = host;
        _taskHub = taskHub;
        _refusals = new HubRefusals(host, hasKey: key is not null);
        _http = new HttpClient(
            new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false }, disposeHandler: true)
        {
            BaseAddress = new Uri(host, ApiPath[1..] + "/"),
            // Azure's front end waits no longer either. A large purge may well take minutes.
            Timeout = TimeSpan.FromSeconds(230),
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("dtnbox", null));
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add(KeyHeader, key);
        }
    }

    public Uri Address { get; }

    public async Task<HubInstance> GetAsync(
        string id, bool history, bool outputs, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Get,
            One(id),
            id,
            cancellationToken,
            query: [("showHistory", history ? "true" : null), ("showHistoryOutput", outputs ? "true" : null)]);
        return new HubInstance(await ReadAsync(response, JsonValueKind.Object, cancellationToken));
    }

    /// <summary>Reads a list to its end, page by page, as the caller takes its rows.</summary>
    /// <param name="filter">Which instances.</param>
    /// <param name="most">How many the caller will take at most; the host may send smaller pages.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<HubInstance> ListAsync(
        HubFilter filter, int? most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            using HttpResponseMessage response = await SendAsync(
                HttpMethod.Get,
                "instances/",
                id: null,
                cancellationToken,
                query: [.. filter.Query, ("showInput", "false"), ("top", $"{Math.Min(most ?? LargestPage, LargestPage)}")],
                continuation: continuation);
            JsonElement page = await ReadAsync(response, JsonValueKind.Array, cancellationToken);
            foreach (JsonElement instance in page.EnumerateArray())
            {
                yield return new HubInstance(instance);
            }

            continuation = response.Headers.TryGetValues(ContinuationHeader, out IEnumerable<string>? values)
                ? values.FirstOrDefault()
                : null;
        }
        while (!string.IsNullOrEmpty(continuation));
    }

    /// <summary>Sends terminate, suspend, resume or rewind. The host queues it and answers before it takes effect.</summary>
    public async Task SteerAsync(string id, string order, string? reason, CancellationToken cancellationToken)
        => (await SendAsync(HttpMethod.Post, $"{One(id)}/{order}", id, cancellationToken, [("reason", reason)])).Dispose();

    /// <param name="json">The event's data, which must be JSON.</param>
    public async Task RaiseAsync(string id, string eventName, byte[] json, CancellationToken cancellationToken)
    {
        // Old hosts compare the content type as a whole: no charset.
        using var content = new ByteArrayContent(json) { Headers = { ContentType = new("application/json") } };
        string path = $"{One(id)}/raiseEvent/{Uri.EscapeDataString(eventName)}";
        (await SendAsync(HttpMethod.Post, path, id, cancellationToken, content: content)).Dispose();
    }

    /// <summary>Starts the orchestration of an instance again, with the same input, and gives the id that it has then.</summary>
    /// <remarks>The rest of the answer is addresses with the system key in them: they are not passed on.</remarks>
    public async Task<string> RestartAsync(string id, bool sameId, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Post, $"{One(id)}/restart", id, cancellationToken, [("restartWithNewInstanceId", sameId ? "false" : "true")]);
        return (await ReadAsync(response, JsonValueKind.Object, cancellationToken)).Text("id") ?? throw _refusals.NoHost();
    }

    public async Task<int> PurgeAsync(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Delete, One(id), id, cancellationToken);
        return await CountAsync(response, cancellationToken);
    }

    /// <summary>Deletes all that match; that there were none is no error here, though the API has it so.</summary>
    /// <remarks>
    /// Durable 3.19 deletes everything in the time given, also what runs, when the states are missing or misspelt or name one
    /// that is no end. So there is no call without states that are ends.
    /// </remarks>
    public async Task<int> PurgeAsync(HubFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Statuses.Count == 0 || filter.Statuses.Except(HubInstance.Ends).Any())
        {
            throw new ArgumentException("Only ended instances are purged, and the states have to say so.", nameof(filter));
        }

        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Delete, "instances/", id: null, cancellationToken, filter.Query, mayBeNone: true);
        return response.StatusCode == HttpStatusCode.NotFound ? 0 : await CountAsync(response, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static string One(string id) => $"instances/{Uri.EscapeDataString(id)}";

    private async Task<int> CountAsync(HttpResponseMessage response, CancellationToken cancellationToken)
        => (await ReadAsync(response, JsonValueKind.Object, cancellationToken)).Count("instancesDeleted") ?? 0;

    private async Task<JsonElement> ReadAsync(
        HttpResponseMessage response, JsonValueKind expected, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
            using JsonDocument document = await JsonDocument.ParseAsync(body, cancellationToken: cancellationToken);
            return document.RootElement.ValueKind == expected ? document.RootElement.Clone() : throw _refusals.NoHost();
        }
        catch (JsonException)
        {
            throw _refusals.NoHost();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? id,
        CancellationToken cancellationToken,
        IEnumerable<(string Name, string? Value)>? query = null,
        HttpContent? content = null,
        string? continuation = null,
        bool mayBeNone = false)
    {
        string parameters = string.Join('&', (query ?? []).Append((Name: "taskHub", Value: _taskHub))
            .Where(parameter => !string.IsNullOrEmpty(parameter.Value))
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
        using var request = new HttpRequestMessage(
            method, new Uri(parameters.Length == 0 ? path : $"{path}?{parameters}", UriKind.Relative)) { Content = content };
        if (continuation is not null)
        {
            // As it came: tokens of some storage providers are no valid header by .NET's rules.
            request.Headers.TryAddWithoutValidation(ContinuationHeader, continuation);
        }

        try
        {
            HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode || (mayBeNone && response.StatusCode == HttpStatusCode.NotFound))
            {
                return response;
            }

            using (response)
            {
                throw _refusals.From(response, await response.Content.ReadAsStringAsync(cancellationToken), id);
            }
        }
        catch (HttpRequestException fault)
        {
            throw new UnreachableException(
                $"The Functions host at {Address} cannot be reached: {fault.Message}. Check --host or DTNBOX_HUB.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnreachableException($"The Functions host at {Address} did not answer in time.");
        }
    }
}
