using System.Net;
using System.Runtime.CompilerServices;
using System.Xml;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Stores;

namespace DtnBox.Transfer.Stores;

/// <content>Calls that carry XML documents.</content>
public sealed partial class ObjectStore
{
    // A store may put a large object together for minutes before it answers.
    private static readonly TimeSpan CompleteTimeout = TimeSpan.FromMinutes(10);

    /// <summary>Lists a page of at most 1000 objects whose keys come after <paramref name="after"/>, in UTF-8 order.</summary>
    public async Task<(IReadOnlyList<PlannedObject> Objects, bool More)> ListAsync(
        string bucket, string prefix, string? after, int maxKeys, CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request
        {
            BucketName = bucket,
            Prefix = prefix,
            StartAfter = after,
            MaxKeys = maxKeys,
            // XML cannot carry every character that a key may hold.
            Encoding = EncodingType.Url,
        };
        ListObjectsV2Response page = await ControlAsync(
            Call("list", bucket), _options.IdleTimeout, cancel => S3.ListObjectsV2Async(request, cancel), cancellationToken);

        bool encoded = page.Encoding == EncodingType.Url;
        PlannedObject[] objects =
        [
            .. (page.S3Objects ?? []).Select(found => new PlannedObject(
                encoded ? WebUtility.UrlDecode(found.Key) : found.Key,
                found.Size ?? 0,
                ObjectHead.Unquote(found.ETag),
                LastModified: found.LastModified)),
        ];
        return (objects, page.IsTruncated == true);
    }

    /// <summary>Lists the buckets of these keys, which any store lets its users do unless it was told not to.</summary>
    public Task ListBucketsAsync(CancellationToken cancellationToken) => ControlAsync(
        Call("list the buckets beside", bucket: "*"),
        _options.IdleTimeout,
        cancel => S3.ListBucketsAsync(new ListBucketsRequest(), cancel),
        cancellationToken);

    /// <summary>Deletes an object; one that is not there counts as deleted.</summary>
    public Task DeleteAsync(string bucket, string key, CancellationToken cancellationToken) => SendAsync(
        Call("delete", bucket, key), HttpMethod.Delete, key, metadata: null, cancellationToken);

    /// <summary>Puts the parts together; returns the version it became, when the store keeps versions.</summary>
    /// <remarks>Some stores answer without an entity tag the first time: ask for it with a HEAD.</remarks>
    public async Task<string?> CompleteUploadAsync(
        string bucket, string key, string uploadId, IEnumerable<UploadedPart> parts, CancellationToken cancellationToken)
    {
        CompleteMultipartUploadResponse answer = await ControlAsync(
            Call("complete the upload of", bucket, key),
            CompleteTimeout,
            cancel => S3.CompleteMultipartUploadAsync(
                new CompleteMultipartUploadRequest
                {
                    BucketName = bucket,
                    Key = key,
                    UploadId = uploadId,
                    PartETags = [.. parts.OrderBy(part => part.Number).Select(part => new PartETag(part.Number, part.ETag))],
                },
                cancel),
            cancellationToken);
        return answer.VersionId;
    }

    /// <summary>Drops an open upload and its parts.</summary>
    public Task AbortUploadAsync(string bucket, string key, string uploadId, CancellationToken cancellationToken)
        => ControlAsync(
            Call("abort the upload of", bucket, key),
            _options.IdleTimeout,
            cancel => S3.AbortMultipartUploadAsync(
                new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = uploadId }, cancel),
            cancellationToken);

    /// <summary>Lists the parts that the store has acknowledged, in order.</summary>
    public async IAsyncEnumerable<UploadedPart> ListPartsAsync(
        string bucket, string key, string uploadId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ListPartsResponse page;
        string? marker = null;
        do
        {
            var request = new ListPartsRequest
            {
                BucketName = bucket, Key = key, UploadId = uploadId, PartNumberMarker = marker,
            };
            page = await ControlAsync(
                Call("list the uploaded parts of", bucket, key),
                _options.IdleTimeout,
                cancel => S3.ListPartsAsync(request, cancel),
                cancellationToken);
            foreach (PartDetail part in page.Parts ?? [])
            {
                yield return new UploadedPart(part.PartNumber ?? 0, part.Size ?? 0, ObjectHead.Unquote(part.ETag));
            }

            marker = page.NextPartNumberMarker?.ToString();
        }
        while (page.IsTruncated == true);
    }

    private static AmazonS3Client CreateClient(StoreConnection connection, StoreHttp http) => connection.IsKeyless
        ? throw new InvalidOperationException($"The keys of {connection} are another node's, and stay there.")
        : new AmazonS3Client(
        new BasicAWSCredentials(connection.AccessKey, connection.SecretKey),
        new AmazonS3Config
        {
            ServiceURL = connection.Endpoint.AbsoluteUri,
            AuthenticationRegion = connection.Region,
            ForcePathStyle = connection.Addressing == AddressingStyle.Path,
            // What later SDKs add by default, older S3 servers refuse or store as part of the object.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            MaxErrorRetry = 0,
            HttpClientFactory = http,
        });

    private async Task<T> ControlAsync<T>(
        StoreCall call, TimeSpan timeout, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        using var watch = new IdleWatch(timeout, _time, cancellationToken);
        try
        {
            return await send(watch.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (watch.Expired)
        {
            throw StoreFaults.Silent(call, timeout, answered: false);
        }
        catch (Exception exception) when (exception is AmazonClientException or AmazonServiceException
            or HttpRequestException or OperationCanceledException or IOException or XmlException)
        {
            throw StoreFaults.FromFailure(call, exception);
        }
    }
}
