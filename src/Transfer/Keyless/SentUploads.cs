using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Keyless;

/// <summary>Puts together what another node's agent has sent in parts. Only then is it copied.</summary>
internal sealed class SentUploads(
    VerifyChunkInput input, ObjectStore destination, StoreRetry retry, TimeProvider time)
{
    /// <summary>Completes the upload of one object.</summary>
    /// <returns>How its copy ended.</returns>
    public async Task<CopiedObject> CompleteAsync(ObjectState state, CancellationToken cancellationToken)
    {
        SentObject sent = state.ToComplete!;
        var line = new CopiedObject(sent.Key, sent.Size, sent.SourceETag, Copy: sent.Copy);
        try
        {
            line = await CompleteAsync(state, sent, line, cancellationToken);
        }
        catch (StoreException exception)
        {
            line = line with { Fault = exception.Fault };
        }

        return line with { At = time.GetUtcNow() };
    }

    private async Task<CopiedObject> CompleteAsync(
        ObjectState state, SentObject sent, CopiedObject line, CancellationToken cancellationToken)
    {
        string bucket = input.Destination.Bucket;
        string key = KeyMapping.ToDestination(input.SourcePrefix, input.Destination, sent.Key);
        var layout = new PartLayout(sent.Size, sent.PartSizeBytes);
        UploadedPart[] parts =
        [
            .. sent.PartETags.Select((etag, index) => new UploadedPart(index + 1, layout.Range(index + 1).Length, etag)),
        ];
        UploadLine upload = state.Upload?.Opened is { } opened && opened.UploadId == sent.UploadId
            ? opened
            : new UploadLine(sent.Key, sent.UploadId, sent.SourceETag, sent.PartSizeBytes, Copy: sent.Copy);
        (ObjectHead written, string? version) = await new UploadCompletion(destination, retry, bucket, key).RunAsync(
            upload, sent.Size, parts, () => AbortAsync(bucket, key, sent.UploadId, cancellationToken), cancellationToken);

        IReadOnlyList<KeyValuePair<string, string>> tags = state.Described?.Tags ?? [];
        var properties = new PropertiesToCopy(Headers: [], tags, state.Described?.NotCopied);
        return line with
        {
            PartSizeBytes = sent.PartSizeBytes,
            PartSha256 = sent.PartSha256,
            NotCopied = await properties.SettleAsync(retry, destination, bucket, key, written, cancellationToken),
            ETag = written.ETag,
            VersionId = version,
        };
    }

    private async Task AbortAsync(string bucket, string key, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            await destination.AbortUploadAsync(bucket, key, uploadId, cancellationToken);
        }
        catch (StoreException)
        {
            // It costs room, no more: the next try opens another one.
        }
    }
}
