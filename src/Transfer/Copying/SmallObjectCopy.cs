using System.Security.Cryptography;
using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Tuning;

namespace DtnBox.Transfer.Copying;

/// <summary>Copies an object in one stream.</summary>
internal sealed class SmallObjectCopy(CopyRun run)
{
    /// <param name="state">The object.</param>
    /// <param name="pin">The version to copy.</param>
    /// <param name="begun">When an earlier run began to send; null when what the destination has cannot be ours.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<CopiedObject> RunAsync(
        ObjectState state, PlannedObject pin, DateTimeOffset? begun, CancellationToken cancellationToken)
    {
        using SlotChain.Lease turn = await run.Lane.Objects.TakeAsync(cancellationToken);

        // A run that died may have had the store's word for this object and no time to write it down.
        bool isThere = begun is { } since && await run.FindOursAsync(pin, since, cancellationToken) is not null;
        string hash = isThere
            ? await run.HashSourceAsync(pin, range: null, cancellationToken)
            : await run.Retry.RunAsync(attempt => SendAsync(pin, careful: attempt > 1, cancellationToken), cancellationToken);
        run.Progress.AddBytes(pin.Size);
        return new CopiedObject(pin.Key, pin.Size, pin.ETag, Sha256: hash, Copy: state.NextCopy);
    }

    private async Task<string> SendAsync(PlannedObject pin, bool careful, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using ObjectRead read = await run.OpenSourceAsync(pin, range: null, cancellationToken);
        using Passage passage = run.Lane.PassObject();
        using var body = new StreamedBody(read, hash, run.Options.BufferBytes, passage);
        await run.Destination.PutAsync(run.Bucket, run.KeyOf(pin), read.Head.Metadata, body, careful, cancellationToken);
        passage.Acknowledged();
        TransferMeter.BytesCopied(pin.Size);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
