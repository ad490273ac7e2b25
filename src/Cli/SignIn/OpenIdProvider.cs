using System.Net;
using System.Text.Json;
using DtnBox.Cli.Api;

namespace DtnBox.Cli.SignIn;

/// <summary>Calls an OpenID provider as a public client.</summary>
/// <remarks>Codes and tokens go over https only, except on this machine, and no redirect takes them elsewhere.</remarks>
internal sealed class OpenIdProvider(string name, string authority, string clientId) : IDisposable
{
    private const long LargestAnswer = 1 << 20;

    private readonly HttpClient _http = new(
        new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10), AllowAutoRedirect = false }, disposeHandler: true)
    {
        Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = LargestAnswer,
    };

    public string Name { get; } = name;

    public string ClientId { get; } = clientId;

    /// <summary>Reads where the provider's endpoints are.</summary>
    public async Task<ProviderMetadata> DiscoverAsync(CancellationToken cancellationToken)
    {
        string address = $"{authority.TrimEnd('/')}/.well-known/openid-configuration";
        using var request = new HttpRequestMessage(HttpMethod.Get, Safe(new Uri(address, UriKind.RelativeOrAbsolute)));
        (HttpStatusCode status, byte[] body) = await SendAsync(request, cancellationToken);
        return status == HttpStatusCode.OK && Read<ProviderMetadata>(body) is { } metadata
            ? metadata
            : throw Unusable($"{address} gave {(int)status} and no discovery document");
    }

    /// <summary>Sends a form to one of the endpoints.</summary>
    /// <returns>The answer, or the refusal.</returns>
    /// <exception cref="UnreachableException">There was neither: it may be otherwise later.</exception>
    public async Task<(T? Answer, ProviderRefusal? Refusal)> PostAsync<T>(
        Uri endpoint, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
        where T : class
    {
        (HttpStatusCode status, byte[] body) = await PostAsync(endpoint, form, cancellationToken);
        return status == HttpStatusCode.OK && Read<T>(body) is { } answer ? (answer, null)
            : Refusal(status, body) is { } refusal ? (null, refusal)
            : throw Unusable($"{endpoint} answered {(int)status}");
    }

    /// <summary>Sends a form to an endpoint that has nothing to tell.</summary>
    /// <returns>The refusal; null when all is well.</returns>
    /// <exception cref="UnreachableException">There was no answer: it may be otherwise later.</exception>
    public async Task<ProviderRefusal?> TellAsync(
        Uri endpoint, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
    {
        (HttpStatusCode status, byte[] body) = await PostAsync(endpoint, form, cancellationToken);
        return status == HttpStatusCode.OK ? null
            : Refusal(status, body) ?? throw Unusable($"{endpoint} answered {(int)status}");
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, byte[] Body)> PostAsync(
        Uri endpoint, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(form.Append(KeyValuePair.Create("client_id", ClientId)));
        using var request = new HttpRequestMessage(HttpMethod.Post, Safe(endpoint)) { Content = content };
        return await SendAsync(request, cancellationToken);
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (HttpRequestException fault)
        {
            throw Unusable(fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unusable("it did not answer in time");
        }
    }

    /// <remarks>Providers differ in the status of a refusal; the overloaded and the broken ones did not decide anything.</remarks>
    private static ProviderRefusal? Refusal(HttpStatusCode status, byte[] body)
        => status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests
            ? Read<ProviderRefusal>(body)
            : null;

    private static T? Read<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, OAuthJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Uri Safe(Uri address) => address is { IsAbsoluteUri: true } and ({ Scheme: "https" } or { Scheme: "http", IsLoopback: true })
        ? address
        : throw new UsageException(
            $"The provider '{Name}' is at {address}, which is not https: no sign-in goes there.", ExitCodes.Denied);

    private UnreachableException Unusable(string why) => new($"The provider '{Name}' at {authority} cannot be used: {why}.");
}
