using Microsoft.Extensions.Options;

namespace DtnBox.DurableTask.Client;

/// <summary>Requests to the host's management API: address, key and what an error says.</summary>
internal sealed class ManagementApi(IHttpClientFactory clients, IOptions<DurableTaskClientOptions> options)
{
    public const string HttpClientName = "DtnBox.DurableTaskClient";
    public const string KeyHeader = "x-functions-key";
    private const int ErrorTextLimit = 500;

    /// <param name="query">Parameters; those without a value are left out.</param>
    public HttpRequestMessage Request(HttpMethod method, string path, params (string Name, string? Value)[] query)
    {
        DurableTaskClientOptions settings = options.Value;
        (string Name, string? Value)[] parameters = [.. query, ("taskHub", string.IsNullOrEmpty(settings.TaskHub) ? null : settings.TaskHub)];
        string queryText = string.Join('&', parameters
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
        var address = new Uri(settings.BaseAddress!, queryText.Length == 0 ? path : $"{path}?{queryText}");
        var request = new HttpRequestMessage(method, address);
        if (!string.IsNullOrEmpty(settings.SystemKey))
        {
            request.Headers.Add(KeyHeader, settings.SystemKey);
        }

        return request;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using HttpClient client = clients.CreateClient(HttpClientName);
        return await client.SendAsync(request, cancellation);
    }

    /// <exception cref="HttpRequestException">The host refused; the message holds the operation and the host's words.</exception>
    public static async Task EnsureSuccessAsync(
        HttpResponseMessage response, string operation, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
        {
            string body = await response.Content.ReadAsStringAsync(cancellation);
            throw new HttpRequestException(
                $"{operation} failed with status {(int)response.StatusCode}: {body[..Math.Min(body.Length, ErrorTextLimit)]}",
                inner: null,
                response.StatusCode);
        }
    }
}
