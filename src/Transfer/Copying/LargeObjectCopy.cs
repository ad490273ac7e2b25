using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Tuning;

namespace DtnBox.Transfer.Copying;

/// <summary>Copies an object in parts. No part that the destination has acknowledged is sent twice.</summary>
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
    private readonly ConcurrentDictionary<int, UploadedPart> _parts = new();
    private readonly ConcurrentDictionary<int, string> _hashes = new();
    private PartLayout _layout = PartLayout.For(pin.Size, run.Lane.PartSizeFor(pin.Size))!;
    private UploadLine? _upload;
    private ObjectHead? _written;
    private string? _versionId;
    private long _counted;

    public async Task<CopiedObject> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            ObjectHead source = await LookAtSourceAsync(cancellationToken);
            PropertiesToCopy properties = await PropertiesToCopy.ReadAsync(
                run, pin, source, byHead: true, cancellationToken);
            if (!await FindUploadAsync(cancellationToken))
            {
                _upload ??= await OpenUploadAsync(properties, cancellationToken);
                await ForEachPartAsync(part => _parts.ContainsKey(part), HashAsync, cancellationToken);
                await ForEachPartAsync(part => !_parts.ContainsKey(part), SendAsync, cancellationToken);
                await CompleteAsync(cancellationToken);
            }

            string[] hashes = [.. Enumerable.Range(1, _layout.Count).Select(part => _hashes[part])];
            return new CopiedObject(
                pin.Key,
                pin.Size,
                pin.ETag,
                PartSizeBytes: _layout.PartSize,
                PartSha256: hashes,
                Copy: state.NextCopy,
                NotCopied: await properties.SettleAsync(run, _key, _written!, cancellationToken),
                ETag: _written?.ETag,
                VersionId: _versionId);
        }
        catch (Exception exception) when (exception is StoreException or SourceMovedException)
        {
            run.Progress.AddBytes(-Interlocked.Exchange(ref _counted, 0));
            if (exception is SourceMovedException && _upload is { } useless)
            {
                await AbortAsync(useless, cancellationToken);
            }

            throw;
        }
    }

    private async Task<ObjectHead> LookAtSourceAsync(CancellationToken cancellationToken)
    {
        ObjectHead? head = await run.Retry.RunAsync(
            _ => run.Source.HeadAsync(run.Input.Source.Bucket, pin.Key, cancellationToken), cancellationToken);
        return head is not null && head.Size == pin.Size && (pin.ETag.Length == 0 || head.ETag == pin.ETag)
            ? head
            : throw new SourceMovedException(inner: null);
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

        _layout = new PartLayout(pin.Size, opened.PartSizeBytes);
        foreach ((int part, string hash) in earlier.PartSha256)
        {
            _hashes[part] = hash;
        }

        if (run.Input.DestinationCapabilities.ListParts && await ListPartsAsync(opened, cancellationToken))
        {
            _upload = opened;
            return false;
        }

        if (await IsCompleteAsync(opened, cancellationToken))
        {
            await ForEachPartAsync(_ => true, HashAsync, cancellationToken);
            return true;
        }

        // Its parts cannot be known, so they are of no use.
        await AbortAsync(opened, cancellationToken);
        _hashes.Clear();
        return false;
    }

    private async Task<bool> ListPartsAsync(UploadLine opened, CancellationToken cancellationToken)
    {
        try
        {
            await run.Retry.RunAsync(
                async _ =>
                {
                    await foreach (UploadedPart part in run.Destination
                        .ListPartsAsync(run.Bucket, _key, opened.UploadId, cancellationToken))
                    {
                        if (part.Number <= _layout.Count && part.Size == _layout.Range(part.Number).Length)
                        {
                            _parts[part.Number] = part;
                        }
                    }
                },
                cancellationToken);
            return true;
        }
        catch (StoreException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    // The store may have put the parts together although nobody lived to hear it.
    private async Task<bool> IsCompleteAsync(UploadLine opened, CancellationToken cancellationToken)
    {
        ObjectHead? head = opened.Begun is { } begun ? await run.FindOursAsync(pin, begun, cancellationToken) : null;
        _written = head;
        return head is not null && (!head.ETag.Contains('-', StringComparison.Ordinal)
            || head.ETag.EndsWith($"-{_layout.Count}", StringComparison.Ordinal));
    }

    private async Task<UploadLine> OpenUploadAsync(PropertiesToCopy properties, CancellationToken cancellationToken)
    {
        (string uploadId, DateTimeOffset begun) = await run.Retry.RunAsync(
            _ => CreateUploadAsync(properties, cancellationToken), cancellationToken);
        var opened = new UploadLine(
            pin.Key, uploadId, pin.ETag, _layout.PartSize, Copy: state.NextCopy, Begun: begun);
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

    private async Task HashAsync(int part, CancellationToken cancellationToken)
    {
        if (!_hashes.ContainsKey(part))
        {
            RecordHash(part, await run.HashSourceAsync(pin, _layout.Range(part), cancellationToken));
        }

        Count(part);
    }

    private async Task SendAsync(int part, CancellationToken cancellationToken)
    {
        await run.Retry.RunAsync(
            async attempt =>
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                await using ObjectRead read = await run.OpenSourceAsync(pin, _layout.Range(part), cancellationToken);
                using Passage passage = run.Lane.PassPart();
                using var body = new StreamedBody(read, hash, run.Options.BufferBytes, passage);
                PutAnswer answer = await run.Destination.PutPartAsync(
                    run.Bucket, _key, _upload!.UploadId, part, body, careful: attempt > 1, cancellationToken);
                _parts[part] = new UploadedPart(part, read.Length, answer.ETag);
                passage.Acknowledged();
                TransferMeter.BytesCopied(read.Length);
                RecordHash(part, Convert.ToHexStringLower(hash.GetHashAndReset()));
            },
            cancellationToken);
        Count(part);
    }

    private void RecordHash(int part, string hash)
    {
        _hashes[part] = hash;
        if (_upload is { } upload)
        {
            state.Upload!.PartSha256[part] = hash;
            run.PartLines.Add(upload with { Part = part, PartSha256 = hash, Begun = null });
        }
    }

    private void Count(int part)
    {
        long bytes = _layout.Range(part).Length;
        Interlocked.Add(ref _counted, bytes);
        run.Progress.AddBytes(bytes);
    }

    private Task ForEachPartAsync(
        Func<int, bool> wanted, Func<int, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = run.Options.MaxPartsInFlight,
            CancellationToken = cancellationToken,
        };
        int[] parts = [.. Enumerable.Range(1, _layout.Count).Where(wanted)];
        return Parallel.ForEachAsync(parts, options, async (part, cancel) =>
        {
            using SlotChain.Lease turn = await run.Lane.Parts.TakeAsync(cancel);
            await act(part, cancel);
        });
    }

    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        UploadLine upload = _upload!;
        try
        {
            _versionId = await run.Retry.RunAsync(
                _ => run.Destination.CompleteUploadAsync(
                    run.Bucket, _key, upload.UploadId, _parts.Values, cancellationToken),
                cancellationToken);
        }
        catch (StoreException exception) when (exception.Code == "NoSuchUpload")
        {
            // Either an earlier try did it and its answer was lost, or somebody aborted the upload.
        }
        catch (StoreException exception) when (exception is { Status: HttpStatusCode.BadRequest, Fault.Transient: false })
        {
            // These parts will never do; the next run has to begin again.
            await AbortAsync(upload, cancellationToken);
            throw;
        }

        if (!await IsCompleteAsync(upload, cancellationToken))
        {
            throw new StoreException(
                new Fault(
                    FaultCodes.StoreError,
                    $"The store at {run.Destination.Endpoint} does not have '{_key}' in '{run.Bucket}' as it was sent.",
                    "Run the transfer again; if it persists, the store's operator must act.",
                    Transient: true),
                code: "NoSuchUpload");
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
