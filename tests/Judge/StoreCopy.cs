using System.Runtime.CompilerServices;
using Minio;
using Minio.DataModel;
using Minio.DataModel.Args;

namespace DtnBox.Judge;

/// <summary>The objects of a bucket under a prefix, seen through the Minio client.</summary>
public sealed class StoreCopy : ICopy, IDisposable
{
    private readonly IMinioClient _client;
    private readonly AddressCheck _addresses;
    private readonly string _bucket;
    private readonly string _prefix;

    /// <param name="endpoint">Scheme, host and port of the store.</param>
    /// <param name="bucket">The bucket, addressed by path.</param>
    /// <param name="prefix">What keys begin with; empty for the whole bucket.</param>
    /// <param name="accessKey">The key to sign with.</param>
    /// <param name="secretKey">Its secret.</param>
    public StoreCopy(Uri endpoint, string bucket, string prefix, string accessKey, string secretKey)
    {
        _bucket = bucket;
        _prefix = prefix;
        _addresses = new AddressCheck(bucket);
        Name = $"{endpoint.GetLeftPart(UriPartial.Authority)}/{bucket}/{prefix}";
        _client = new MinioClient()
            .WithEndpoint(endpoint)
            .WithSSL(endpoint.Scheme == Uri.UriSchemeHttps)
            .WithCredentials(accessKey, secretKey)
            .WithRegion("us-east-1")
            .WithHttpClient(new HttpClient(_addresses), disposeHttpClient: true)
            .Build();
    }

    public string Name { get; }

    public async IAsyncEnumerable<ListedObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ListObjectsArgs which = new ListObjectsArgs().WithBucket(_bucket).WithPrefix(_prefix).WithRecursive(true);
        await foreach (Item item in _client.ListObjectsEnumAsync(which, cancellationToken))
        {
            yield return item.Key?.StartsWith(_prefix, StringComparison.Ordinal) == true
                ? new ListedObject(item.Key[_prefix.Length..], checked((long)item.Size))
                : throw new InvalidDataException($"The list of what begins with '{_prefix}' names '{item.Key}'.");
        }
    }

    public async Task<ReadObject> ReadAsync(string key, CancellationToken cancellationToken)
    {
        using var content = new HashingStream();
        _addresses.Expect(_prefix + key);
        await _client.GetObjectAsync(
            new GetObjectArgs()
                .WithBucket(_bucket)
                .WithObject(_prefix + key)
                .WithCallbackStream((stream, cancel) => stream.CopyToAsync(content, cancel)),
            cancellationToken);
        return content.Read();
    }

    /// <summary>Stores an object of a size that is known.</summary>
    public async Task WriteAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        _addresses.Expect(_prefix + key);
        await _client.PutObjectAsync(
            new PutObjectArgs()
                .WithBucket(_bucket)
                .WithObject(_prefix + key)
                .WithStreamData(content)
                .WithObjectSize(content.Length),
            cancellationToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _addresses.Dispose();
    }
}
