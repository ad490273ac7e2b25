using System.Net;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Keyless;

/// <summary>Signs for single objects of a chunk, all on the same terms.</summary>
internal sealed class ObjectSigner(
    SignChunkInput input, ObjectStore destination, StoreRetry retry, IChunkLedger ledger, SigningTerms terms)
{
    private string Bucket => input.Destination.Bucket;

    /// <exception cref="StoreException">The store does not take the object, or what was described may not be signed.</exception>
    public async Task<SignedObject> SignAsync(ObjectState state, CancellationToken cancellationToken)
    {
        DescribedObject described = state.ToSign!;
        SigningRules.Check(described, input);
        string key = KeyMapping.ToDestination(input.SourcePrefix, input.Destination, described.Key);
        if (described.PartSizeBytes is not null)
        {
            UploadLine upload = await FindUploadAsync(state, described, key, cancellationToken)
                ?? await OpenUploadAsync(state, described, key, cancellationToken);
            return SignUpload(described, key, upload);
        }

        KeyValuePair<string, string>[] withTags =
            described.Tags.Count == 0 ? [] : [.. described.Headers, ObjectStore.TagHeader(described.Tags)];
        byte[] plain = destination.SignPut(terms, Bucket, key, described.Headers, described.Size);
        return new SignedObject(
            described.Key,
            described.Size,
            described.ETag,
            described.Copy,
            terms,
            withTags.Length == 0 ? described.Headers : withTags,
            described.NotCopied,
            Put: withTags.Length == 0 ? plain : destination.SignPut(terms, Bucket, key, withTags, described.Size),
            PutWithoutTags: withTags.Length == 0 ? null : plain,
            Head: destination.SignHead(terms, Bucket, key));
    }

    private SignedObject SignUpload(DescribedObject described, string key, UploadLine upload)
    {
        var layout = new PartLayout(described.Size, upload.PartSizeBytes);
        byte[] parts =
        [
            .. Enumerable.Range(1, layout.Count).SelectMany(part => destination.SignPart(
                terms, Bucket, key, upload.UploadId, part, layout.Range(part).Length)),
        ];
        byte[] lists =
        [
            .. Enumerable.Range(0, ((layout.Count - 1) / ObjectStore.ListedParts) + 1).SelectMany(page =>
                destination.SignListParts(terms, Bucket, key, upload.UploadId, page * ObjectStore.ListedParts)),
        ];
        return new SignedObject(
            described.Key,
            described.Size,
            described.ETag,
            described.Copy,
            terms,
            Headers: [],
            Upload: new SignedUpload(upload.UploadId, upload.PartSizeBytes, parts, lists));
    }

    /// <summary>The upload that an earlier run opened, if its parts are of use; another one is aborted.</summary>
    private async Task<UploadLine?> FindUploadAsync(
        ObjectState state, DescribedObject described, string key, CancellationToken cancellationToken)
    {
        if (state.UploadToResume?.Opened is not { } opened)
        {
            return null;
        }

        if (opened.SourceETag == described.ETag && await IsOpenAsync(key, opened, cancellationToken))
        {
            return opened;
        }

        await AbortAsync(key, opened, cancellationToken);
        return null;
    }

    private async Task<bool> IsOpenAsync(string key, UploadLine opened, CancellationToken cancellationToken)
    {
        if (!input.DestinationCapabilities.ListParts)
        {
            return false;
        }

        try
        {
            await retry.RunAsync(
                async _ => await destination.ListPartsAsync(Bucket, key, opened.UploadId, cancellationToken)
                    .AnyAsync(cancellationToken),
                cancellationToken);
            return true;
        }
        catch (StoreException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task<UploadLine> OpenUploadAsync(
        ObjectState state, DescribedObject described, string key, CancellationToken cancellationToken)
    {
        var properties = new PropertiesToCopy(
            described.Tags.Count == 0 ? described.Headers : [.. described.Headers, ObjectStore.TagHeader(described.Tags)],
            described.Tags,
            described.NotCopied);
        (string uploadId, DateTimeOffset begun) = await retry.RunAsync(
            _ => CreateUploadAsync(key, properties, cancellationToken), cancellationToken);
        var opened = new UploadLine(
            described.Key,
            uploadId,
            described.ETag,
            described.PartSizeBytes!.Value,
            Copy: state.NextCopy,
            Begun: begun);
        await ledger.AppendAsync(LedgerStreams.Uploads, [opened], cancellationToken);
        state.Upload = new OpenUpload(opened);
        return opened;
    }

    private async Task<(string UploadId, DateTimeOffset Begun)> CreateUploadAsync(
        string key, PropertiesToCopy properties, CancellationToken cancellationToken)
    {
        try
        {
            return await destination.CreateUploadAsync(Bucket, key, properties.Headers, cancellationToken);
        }
        catch (StoreException exception) when (properties.MayBeRefusedFor(exception))
        {
            // What it takes in the end is settled when the object is there.
            return await CreateUploadAsync(key, properties.WithoutTags(), cancellationToken);
        }
    }

    private async Task AbortAsync(string key, UploadLine upload, CancellationToken cancellationToken)
    {
        if (input.DestinationCapabilities.AbortUpload)
        {
            try
            {
                await destination.AbortUploadAsync(Bucket, key, upload.UploadId, cancellationToken);
            }
            catch (StoreException)
            {
                // It costs room at the destination, no more; the copy must not fail for it.
            }
        }
    }
}
