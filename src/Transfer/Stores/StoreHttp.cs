using System.Net;
using System.Text;
using Amazon.Runtime;
using DtnBox.Contracts.Stores;

namespace DtnBox.Transfer.Stores;

/// <summary>The sockets of one store, used by the SDK's control calls and by our byte calls alike.</summary>
internal sealed class StoreHttp : HttpClientFactory, IDisposable
{
    private readonly HttpClient _client;
    private readonly HttpClient _sdkClient;

    public StoreHttp(StoreConnection connection, TransferOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            // A signature holds for one address only.
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            ConnectCallback = PromptConnection.OpenAsync,
            SslOptions = new StoreTrust(connection).NewOptions(),
            // No spans and no trace headers: there would be one for each object, with its key, and stores are others'.
            ActivityHeadersPropagator = null,
            Expect100ContinueTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            // User metadata may hold UTF-8: Latin-1 passes its bytes on unchanged.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        };
        _client = NewClient(handler);
        _sdkClient = NewClient(new XmlAnswers(handler));
    }

    public HttpClient Client => _client;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _sdkClient;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose()
    {
        _client.Dispose();
        _sdkClient.Dispose();
    }

    private static HttpClient NewClient(HttpMessageHandler handler) => new(handler)
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestVersion = HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
