using System.Net;
using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Stores;

namespace DtnBox.Transfer.Stores;

/// <content>Calls that only a probe needs.</content>
public sealed partial class ObjectStore
{
    /// <summary>Stores a small object at a presigned address.</summary>
    internal Task<PutAnswer> PutPresignedAsync(string bucket, string key, StoreBody body, CancellationToken cancellationToken)
        => PutBodyAsync(
            Call("write at a presigned address", bucket, key),
            _bytes.Presign(HttpMethod.Put, bucket, key),
            metadata: [],
            body,
            careful: false,
            cancellationToken);

    /// <summary>Signs a PUT on these terms, and adds headers to it that are not part of what was signed.</summary>
    internal Task<PutAnswer> PutAddingAsync(
        SigningTerms terms,
        string bucket,
        string key,
        IEnumerable<KeyValuePair<string, string>> added,
        StoreBody body,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] query)
    {
        KeyValuePair<string, string>[] headers = SignedHeaders(bucket, [], body.Headers.ContentLength);
        byte[] signature = Sign(terms, HttpMethod.Put, bucket, key, headers, query);
        return PutBodyAsync(
            Call("write at a signed address", bucket, key),
            SignedAddress(terms, signature, bucket, key, headers, query),
            added,
            body,
            careful: false,
            cancellationToken);
    }

    /// <summary>Announces a part of a size and sends none of it.</summary>
    /// <returns>Whether the store would read it, as far as it said so within a second.</returns>
    internal async Task<bool> WouldTakePartAsync(
        string bucket, string key, string uploadId, long size, CancellationToken cancellationToken)
    {
        using var body = new AnnouncedBody(size);
        try
        {
            await PutPartAsync(bucket, key, uploadId, part: 1, body, careful: true, cancellationToken);
            return true;
        }
        catch (BodyWantedException)
        {
            return true;
        }
        catch (StoreException exception) when (exception is { Status: not null, Fault.Transient: false })
        {
            return false;
        }
    }

    /// <summary>Asks whether a bucket keeps versions.</summary>
    internal async Task<BucketVersioning> ReadVersioningAsync(string bucket, CancellationToken cancellationToken)
    {
        GetBucketVersioningResponse answer = await ControlAsync(
            Call("read the versioning of", bucket),
            _options.IdleTimeout,
            cancel => S3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = bucket }, cancel),
            cancellationToken);
        VersionStatus? status = answer.VersioningConfig?.Status;
        return status == VersionStatus.Enabled ? BucketVersioning.Enabled
            : status == VersionStatus.Suspended ? BucketVersioning.Suspended
            : BucketVersioning.Off;
    }

    /// <summary>Lists all versions and delete markers under a prefix, at most a thousand.</summary>
    internal async Task<IReadOnlyList<(string Key, string VersionId)>> ListVersionsAsync(
        string bucket, string prefix, CancellationToken cancellationToken)
    {
        ListVersionsResponse page = await ControlAsync(
            Call("list the versions in", bucket),
            _options.IdleTimeout,
            cancel => S3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket, Prefix = prefix }, cancel),
            cancellationToken);
        return [.. (page.Versions ?? []).Select(version => (version.Key, version.VersionId))];
    }

    /// <summary>Deletes one version for good.</summary>
    internal async Task DeleteVersionAsync(string bucket, string key, string versionId, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendCoreAsync(
            Call("delete a version of", bucket, key),
            HttpMethod.Delete,
            key,
            metadata: null,
            cancellationToken,
            ("versionId", versionId));
    }

    /// <summary>Lists open uploads whose keys begin with a prefix.</summary>
    internal async IAsyncEnumerable<(string Key, string UploadId)> ListUploadsAsync(
        string bucket, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ListMultipartUploadsResponse page = await ControlAsync(
            Call("list the open uploads in", bucket),
            _options.IdleTimeout,
            cancel => S3.ListMultipartUploadsAsync(
                new ListMultipartUploadsRequest { BucketName = bucket, Prefix = prefix }, cancel),
            cancellationToken);
        foreach (MultipartUpload upload in page.MultipartUploads ?? [])
        {
            yield return (upload.Key, upload.UploadId);
        }
    }

    /// <summary>A body of which only the length is ever told.</summary>
    private sealed class AnnouncedBody(long length) : StoreBody
    {
        protected override bool TryComputeLength(out long announced)
        {
            announced = length;
            return true;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            SourceFailure = new BodyWantedException();
            throw SourceFailure;
        }
    }

    /// <summary>The store, or its silence, asked for a body that was only announced.</summary>
    private sealed class BodyWantedException() : IOException("The body was only announced.");
}
