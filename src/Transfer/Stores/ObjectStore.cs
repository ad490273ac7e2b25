using DtnBox.Contracts.Stores;

namespace DtnBox.Transfer.Stores;

/// <summary>An S3 store. Safe for any number of callers at once.</summary>
/// <remarks>
/// Each call is tried once and throws <see cref="StoreException"/>: <see cref="StoreRetry"/> is the one place that tries
/// again. What carries XML documents goes through the SDK, which speaks every dialect; what carries bytes or metadata
/// goes through <see cref="ByteChannel"/>, so that bodies stream and headers arrive as they left.
/// </remarks>
public sealed partial class ObjectStore : IDisposable
{
    private readonly StoreConnection _connection;
    private readonly TransferOptions _options;
    private readonly TimeProvider _time;
    private readonly StoreHttp _http;
    private readonly ByteChannel _bytes;
    private readonly Lazy<Amazon.S3.AmazonS3Client> _client;

    /// <summary>Opens nothing yet: the first call does.</summary>
    public ObjectStore(StoreConnection connection, TransferOptions options, TimeProvider time)
    {
        _connection = connection;
        _options = options;
        _time = time;
        _http = new StoreHttp(connection, options);
        _bytes = new ByteChannel(connection, _http.Client, options, time);
        _client = new(() => CreateClient(connection, _http));
    }

    /// <summary>Gets the endpoint, as faults name it.</summary>
    public Uri Endpoint => _connection.Endpoint;

    /// <summary>Gets the SDK's client, which no store without keys has.</summary>
    private Amazon.S3.AmazonS3Client S3 => _client.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        _http.Dispose();
    }

    private StoreCall Call(string action, string bucket, string? key = null) => new(action, Endpoint, bucket, key);
}
