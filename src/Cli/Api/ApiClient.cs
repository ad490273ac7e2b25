using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using DtnBox.Contracts;

namespace DtnBox.Cli.Api;

/// <summary>Calls the control plane's API. Paths are relative to <c>/api/v1/</c>.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly HttpClient _uploads;

    /// <param name="controlPlane">Where it is.</param>
    /// <param name="token">Asked before each request; null for nobody's.</param>
    public ApiClient(Uri controlPlane, Func<CancellationToken, Task<string?>> token)
    {
        Address = controlPlane;
        var handler = new BearerHandler(token, new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) });
        _http = NewClient(handler, TimeSpan.FromSeconds(60));

        // This one's timeout counts from the first byte that is sent.
        _uploads = NewClient(handler, TimeSpan.FromHours(1));
    }

    public Uri Address { get; }

    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await SendAsync<T>(request, cancellationToken);
    }

    public async Task<T> PostAsync<T>(
        string path, object? body, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await SendAsync<T>(request, cancellationToken);
    }

    public async Task<T> PutAsync<T>(string path, object body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Options),
        };
        return await SendAsync<T>(request, cancellationToken);
    }

    public async Task<T> DeleteAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(path, UriKind.Relative));
        return await SendAsync<T>(request, cancellationToken);
    }

    public async Task DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(path, UriKind.Relative));
        await SendAsync(request, _ => true, cancellationToken);
    }

    /// <summary>Sends content of any length, which takes its time.</summary>
    public async Task<T> UploadAsync<T>(string path, HttpContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };

        // Who is refused hears it before anything is sent.
        request.Headers.ExpectContinue = true;
        return await SendAsync<T>(request, cancellationToken, _uploads);
    }

    /// <summary>Reads an answer of any length as it comes.</summary>
    /// <param name="path">What to read.</param>
    /// <param name="read">Takes the content, from its beginning to its end.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task DownloadAsync(string path, Func<Stream, Task> read, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await _http.GetAsync(
                new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw Refusal(response, await response.Content.ReadAsByteArrayAsync(cancellationToken));
            }

            await using Stream content = await response.Content.ReadAsStreamAsync(cancellationToken);
            await read(content);
        }
        catch (Exception fault) when (fault is HttpRequestException or HttpIOException)
        {
            throw new UnreachableException(
                $"The control plane at {Address} cannot be reached, or its answer broke off: {fault.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnreachableException($"The control plane at {Address} did not answer in time. Try again: it may have gone on meanwhile.");
        }
    }

    /// <summary>Reads a list to its end, page by page, as the caller takes its rows.</summary>
    /// <param name="path">The list, perhaps with a query.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<T> ListAsync<T>(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            char separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            Page<T> page = await GetAsync<Page<T>>(
                after is null ? path : $"{path}{separator}after={Uri.EscapeDataString(after)}", cancellationToken);
            foreach (T item in page.Items)
            {
                yield return item;
            }

            after = page.Next;
        }
        while (after is not null);
    }

    public void Dispose()
    {
        _http.Dispose();
        _uploads.Dispose();
    }

    private HttpClient NewClient(BearerHandler handler, TimeSpan timeout)
    {
        var client = new HttpClient(handler, disposeHandler: true)
        {
            BaseAddress = new Uri(Address, "api/v1/"), Timeout = timeout,
        };
        client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("dtnbox", null));
        return client;
    }

    private Task<T> SendAsync<T>(
        HttpRequestMessage request, CancellationToken cancellationToken, HttpClient? client = null) => SendAsync(
        request,
        body => JsonSerializer.Deserialize<T>(body, ContractJson.Options) ?? throw new JsonException("the body is null"),
        cancellationToken,
        client);

    private async Task<T> SendAsync<T>(
        HttpRequestMessage request, Func<byte[], T> read, CancellationToken cancellationToken, HttpClient? client = null)
    {
        try
        {
            using HttpResponseMessage response = await (client ?? _http).SendAsync(request, cancellationToken);
            byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.IsSuccessStatusCode ? read(body) : throw Refusal(response, body);
        }
        catch (HttpRequestException fault)
        {
            throw new UnreachableException(
                $"The control plane at {Address} cannot be reached: {fault.Message}. Check --url or DTNBOX_URL.");
        }
        catch (JsonException)
        {
            throw new UnreachableException($"What answers at {Address} is not a DtnBox control plane. Check --url or DTNBOX_URL.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnreachableException($"The control plane at {Address} did not answer in time.");
        }
    }

    private Exception Refusal(HttpResponseMessage response, byte[] body)
    {
        bool isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        ApiProblem? problem = isProblem ? JsonSerializer.Deserialize<ApiProblem>(body, ContractJson.Options) : null;

        // What is in front of the control plane has no next step to offer; it has, when an agent is away.
        if (problem?.NextStep is null && response.StatusCode is HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
        {
            return new UnreachableException(
                $"The control plane at {Address} is not ready: {(int)response.StatusCode} {response.ReasonPhrase}.");
        }

        return new ApiProblemException(
            response.StatusCode,
            problem ?? new ApiProblem($"{Address} answered {(int)response.StatusCode} {response.ReasonPhrase}", null, null, null, null));
    }
}
