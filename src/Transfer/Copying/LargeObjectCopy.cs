using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Copying;

/// <summary>Copies an object in parts, with the keys of the destination.</summary>
/// <remarks>
/// 1. Look at the source: its metadata and tags, and whether it is still the pinned version.
/// 2. Find the upload of an earlier run, and which parts the destination has of it; it may be complete already.
/// 3. Or open one, and put its id into the ledger before the first part is sent.
/// 4. Take the hash of parts that arrived but whose hash was lost, by reading the source again.
/// 5. Send the missing parts, side by side, each hashed while it passes.
/// 6. Put the parts together, and look at what the destination made of it: some stores forget the tags.
/// </remarks>
internal sealed class LargeObjectCopy(CopyRun run, ObjectState state, PlannedObject pin)
{
    private readonly string _key = run.KeyOf(pin);
    private readonly PartsCopy _parts = new(run, state, pin, new KeyedTarget(run, pin))
    {
        Layout = PartLayout.For(pin.Size, run.Lane.PartSizeFor(pin.Size))!,
    };

    private readonly UploadCompletion _completion = new(run.Destination, run.Retry, run.Bucket, run.KeyOf(pin));
    private ObjectHead? _written;
    private string? _versionId;

    public async Task<CopiedObject> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            ObjectHead source = await run.LookAtSourceAsync(pin, cancellationToken);
            PropertiesToCopy properties = await PropertiesToCopy.ReadAsync(
                run, pin, source, byHead: true, cancellationToken);
            if (!await FindUploadAsync(cancellationToken))
            {
                UploadLine upload = _parts.Upload ??= await OpenUploadAsync(properties, cancellationToken);
                await _parts.SendMissingAsync(cancellationToken);
                (_written, _versionId) = await _completion.RunAsync(
                    upload,
                    pin.Size,
                    [.. _parts.Acknowledged],
                    () => AbortAsync(upload, cancellationToken),
                    cancellationToken);
            }

            return new CopiedObject(
                pin.Key,
                pin.Size,
                pin.ETag,
                PartSizeBytes: _parts.Layout.PartSize,
                PartSha256: _parts.Hashes,
                Copy: state.NextCopy,
                NotCopied: await properties.SettleAsync(
                    run.Retry, run.Destination, run.Bucket, _key, _written!, cancellationToken),
                ETag: _written?.ETag,
                VersionId: _versionId);
        }
        catch (Exception exception) when (exception is StoreException or SourceMovedException)
        {
            _parts.Discount();
            if (exception is SourceMovedException && _parts.Upload is { } useless)
            {
                await AbortAsync(useless, cancellationToken);
            }

            throw;
        }
    }

    /// <summary>Returns whether the whole object is at the destination; otherwise the parts that are there are known.</summary>
    private async Task<bool> FindUploadAsync(CancellationToken cancellationToken)
    {
        if (state.UploadToResume is not { } earlier)
        {
            return false;
        }

        UploadLine opened = earlier.Opened;
        if (opened.SourceETag != pin.ETag)
        {
            await AbortAsync(opened, cancellationToken);
            return false;
        }

        _parts.Layout = new PartLayout(pin.Size, opened.PartSizeBytes);
        _parts.Know(earlier.PartSha256);
        if (run.Input.DestinationCapabilities.ListParts && await _parts.ListAsync(opened, cancellationToken))
        {
            _parts.Upload = opened;
            return false;
        }

        _written = await _completion.FindAsync(opened, pin.Size, _parts.Layout.Count, cancellationToken);
        if (_written is not null)
        {
            await _parts.HashAllAsync(cancellationToken);
            return true;
        }

        // Its parts cannot be known, so they are of no use.
        await AbortAsync(opened, cancellationToken);
        _parts.ForgetHashes();
        return false;
    }

    private async Task<UploadLine> OpenUploadAsync(PropertiesToCopy properties, CancellationToken cancellationToken)
    {
        (string uploadId, DateTimeOffset begun) = await run.Retry.RunAsync(
            _ => CreateUploadAsync(properties, cancellationToken), cancellationToken);
        var opened = new UploadLine(
            pin.Key, uploadId, pin.ETag, _parts.Layout.PartSize, Copy: state.NextCopy, Begun: begun);
        await run.Ledger.AppendAsync(LedgerStreams.Uploads, [opened], cancellationToken);
        state.Upload = new OpenUpload(opened);
        return opened;
    }

    private async Task<(string UploadId, DateTimeOffset Begun)> CreateUploadAsync(
        PropertiesToCopy properties, CancellationToken cancellationToken)
    {
        try
        {
            return await run.Destination.CreateUploadAsync(run.Bucket, _key, properties.Headers, cancellationToken);
        }
        catch (StoreException exception) when (properties.MayBeRefusedFor(exception))
        {
            // What it takes in the end is settled when the object is there.
            return await CreateUploadAsync(properties.WithoutTags(), cancellationToken);
        }
    }

    private async Task AbortAsync(UploadLine upload, CancellationToken cancellationToken)
    {
        state.Upload = null;
        if (run.Input.DestinationCapabilities.AbortUpload)
        {
            try
            {
                await run.Destination.AbortUploadAsync(run.Bucket, _key, upload.UploadId, cancellationToken);
            }
            catch (StoreException)
            {
                // It costs room at the destination, no more; the copy must not fail for it.
            }
        }
    }
}
