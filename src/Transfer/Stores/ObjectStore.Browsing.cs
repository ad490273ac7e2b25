using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Ledger;

namespace DtnBox.Transfer.Stores;

/// <content>Calls for people who look around in the store.</content>
public sealed partial class ObjectStore
{
    /// <summary>The last of all code points: what is after a folder and this is after all that the folder holds.</summary>
    private const string Last = "\U0010FFFF";

    /// <summary>Lists the buckets of these keys.</summary>
    internal async Task<IReadOnlyList<BucketView>> ListNamedBucketsAsync(CancellationToken cancellationToken)
    {
        ListBucketsResponse found = await ControlAsync(
            Call("list the buckets beside", bucket: "*"),
            _options.IdleTimeout,
            cancel => S3.ListBucketsAsync(new ListBucketsRequest(), cancel),
            cancellationToken);
        return [.. (found.Buckets ?? []).Select(bucket => new BucketView(bucket.BucketName, bucket.CreationDate))];
    }

    /// <summary>Lists a page of what is under a prefix: by folders, or everything.</summary>
    /// <param name="after">The folder or key that the page before ended with.</param>
    internal async Task<FolderPage> ListFolderAsync(
        string bucket, string prefix, string? after, int limit, bool recursive, CancellationToken cancellationToken)
    {
        // Not the store's own token: not every store can read back the one it gave for an odd name. Where to go on after
        // a folder is said with a name behind all that it holds, because stores differ in what its own name means there.
        bool isFolder = !recursive && after?.Length > prefix.Length && after.EndsWith('/');
        var request = new ListObjectsV2Request
        {
            BucketName = bucket,
            Prefix = prefix,
            Delimiter = recursive ? null : "/",
            StartAfter = isFolder ? after + Last : after,
            MaxKeys = limit,
            Encoding = EncodingType.Url,
        };
        ListObjectsV2Response page = await ControlAsync(
            Call("list", bucket), _options.IdleTimeout, cancel => S3.ListObjectsV2Async(request, cancel), cancellationToken);

        bool encoded = page.Encoding == EncodingType.Url;
        string[] folders = [.. (page.CommonPrefixes ?? []).Select(Name)];
        ObjectEntry[] objects =
        [
            .. (page.S3Objects ?? []).Select(found => new ObjectEntry(
                Name(found.Key),
                found.Size ?? 0,
                found.LastModified,
                ObjectHead.Unquote(found.ETag),
                found.StorageClass?.Value)),
        ];
        return new FolderPage(folders, objects, page.IsTruncated == true ? LastOf(folders, objects) : null);

        string Name(string sent) => encoded ? WebUtility.UrlDecode(sent) : sent;
    }

    /// <summary>Stores an empty object.</summary>
    internal Task PutEmptyAsync(string bucket, string key, CancellationToken cancellationToken)
        => PutAsync(bucket, key, metadata: [], new BytesBody([]), careful: false, cancellationToken);

    /// <summary>Makes an address that carries its signature, by the store's clock.</summary>
    /// <param name="query">The call's own arguments, in ordinal order of names that begin with a small letter.</param>
    /// <param name="length">How many bytes must be sent; null when that is left open.</param>
    internal async Task<ObjectLink> LinkAsync(
        HttpMethod method,
        string bucket,
        string key,
        (string Name, string Value)[] query,
        long? length,
        TimeSpan lifetime,
        CancellationToken cancellationToken)
    {
        DateTimeOffset clock = await ReadClockUnsignedAsync(bucket, cancellationToken);
        SigningTerms terms = NewTerms(clock, (int)lifetime.TotalSeconds);
        KeyValuePair<string, string>[] headers = SignedHeaders(bucket, [], length);
        string names = RequestSigner.Names(headers);
        (string Name, string Value)[] arguments = RequestSigner.Arguments(
            terms.Credential, terms.At, terms.Seconds, names, query);
        byte[] signature = _bytes.Signer.SignAddress(
            method.Method, StoreAddress.Of(_connection, bucket, key).Path, arguments, headers, names, terms.At);
        StoreAddress address = StoreAddress.Of(
            _connection, bucket, key, [.. arguments, ("X-Amz-Signature", Convert.ToHexStringLower(signature))]);
        return new ObjectLink(
            $"{address.Uri.Scheme}://{address.Authority}{address.Path}?{address.Query}", method.Method, terms.At + lifetime);
    }

    /// <summary>What the page ends with. Folders and objects are sorted together, and listed apart.</summary>
    private static string? LastOf(string[] folders, ObjectEntry[] objects)
    {
        string? folder = folders.LastOrDefault();
        string? key = objects.LastOrDefault()?.Key;
        return key is null || (folder is not null && Planning.Utf8Order.Compare(folder, key) > 0) ? folder : key;
    }
}
