using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Tuning;

namespace DtnBox.Transfer.Copying;

/// <summary>The parts of one large object on their way. No part that the destination has acknowledged is sent twice.</summary>
internal sealed class PartsCopy(CopyRun run, ObjectState state, PlannedObject pin, IObjectTarget target)
{
    private readonly ConcurrentDictionary<int, UploadedPart> _parts = new();
    private readonly ConcurrentDictionary<int, string> _hashes = new();
    private long _counted;

    /// <summary>Gets or sets how the object is cut.</summary>
    public required PartLayout Layout { get; set; }

    /// <summary>Gets or sets the upload that the parts belong to; null while there is none.</summary>
    public UploadLine? Upload { get; set; }

    /// <summary>Gets what the destination has acknowledged.</summary>
    public IEnumerable<UploadedPart> Acknowledged => _parts.Values;

    /// <summary>Gets the parts' hashes in order, when all are known.</summary>
    public string[] Hashes => [.. Enumerable.Range(1, Layout.Count).Select(part => _hashes[part])];

    /// <summary>Takes the hashes that an earlier run had time to record.</summary>
    public void Know(IReadOnlyDictionary<int, string> hashes)
    {
        foreach ((int part, string hash) in hashes)
        {
            _hashes[part] = hash;
        }
    }

    public void ForgetHashes() => _hashes.Clear();

    /// <summary>Learns which parts of an upload the destination has; false when it has no such upload.</summary>
    public async Task<bool> ListAsync(UploadLine opened, CancellationToken cancellationToken)
    {
        try
        {
            await run.Retry.RunAsync(
                async _ =>
                {
                    await foreach (UploadedPart part in target.ListPartsAsync(opened.UploadId, cancellationToken))
                    {
                        if (part.Number <= Layout.Count && part.Size == Layout.Range(part.Number).Length)
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

    /// <summary>Takes the hash of every part that has none, by reading the source: nothing is sent.</summary>
    public Task HashAllAsync(CancellationToken cancellationToken)
        => ForEachAsync(_ => true, HashAsync, cancellationToken);

    /// <summary>Hashes what arrived and whose hash was lost, then sends what is missing.</summary>
    public async Task SendMissingAsync(CancellationToken cancellationToken)
    {
        await ForEachAsync(part => _parts.ContainsKey(part), HashAsync, cancellationToken);
        await ForEachAsync(part => !_parts.ContainsKey(part), SendAsync, cancellationToken);
    }

    /// <summary>Takes back what was counted as progress: the object has to begin again.</summary>
    public void Discount() => run.Progress.AddBytes(-Interlocked.Exchange(ref _counted, 0));

    private async Task HashAsync(int part, CancellationToken cancellationToken)
    {
        if (!_hashes.ContainsKey(part))
        {
            RecordHash(part, await run.HashSourceAsync(pin, Layout.Range(part), cancellationToken));
        }

        Count(part);
    }

    private async Task SendAsync(int part, CancellationToken cancellationToken)
    {
        await run.Retry.RunAsync(
            async attempt =>
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                await using ObjectRead read = await run.OpenSourceAsync(pin, Layout.Range(part), cancellationToken);
                using Passage passage = run.Lane.PassPart();
                using var body = new StreamedBody(read, hash, run.Options.BufferBytes, passage);
                PutAnswer answer = await target.PutPartAsync(
                    Upload!.UploadId, part, body, careful: attempt > 1, cancellationToken);
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
        if (Upload is { } upload)
        {
            state.Upload!.PartSha256[part] = hash;
            run.PartLines.Add(upload with { Part = part, PartSha256 = hash, Begun = null });
        }
    }

    private void Count(int part)
    {
        long bytes = Layout.Range(part).Length;
        Interlocked.Add(ref _counted, bytes);
        run.Progress.AddBytes(bytes);
    }

    private Task ForEachAsync(
        Func<int, bool> wanted, Func<int, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = run.Options.MaxPartsInFlight,
            CancellationToken = cancellationToken,
        };
        int[] parts = [.. Enumerable.Range(1, Layout.Count).Where(wanted)];
        return Parallel.ForEachAsync(parts, options, async (part, cancel) =>
        {
            using SlotChain.Lease turn = await run.Lane.Parts.TakeAsync(cancel);
            await act(part, cancel);
        });
    }
}
