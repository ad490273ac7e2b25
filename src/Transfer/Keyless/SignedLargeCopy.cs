using DtnBox.Contracts.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Keyless;

/// <summary>Sends an object in parts to an upload that the destination's agent has opened, and leaves it to that to put them together.</summary>
/// <remarks>
/// 1. Ask which parts are there: an earlier run may have sent some.
/// 2. Take the hash of those whose hash was lost, by reading the source again.
/// 3. Send the missing parts, side by side, each hashed while it passes.
/// 4. Put into the ledger what the destination's agent must know of them.
/// </remarks>
internal sealed class SignedLargeCopy(
    CopyRun run, ObjectState state, PlannedObject pin, SignedUpload upload, IObjectTarget target)
{
    private readonly PartsCopy _parts = new(run, state, pin, target)
    {
        Layout = new PartLayout(pin.Size, upload.PartSizeBytes),
    };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The signer wrote the id before it signed, so a signature for another upload is an old one.
        if (state.Upload is not { } opened || opened.Opened.UploadId != upload.UploadId)
        {
            throw new SignatureSpentException(inner: null);
        }

        try
        {
            _parts.Upload = opened.Opened;
            _parts.Know(opened.PartSha256);
            if (run.Input.DestinationCapabilities.ListParts && !await _parts.ListAsync(opened.Opened, cancellationToken))
            {
                throw new SignatureSpentException(inner: null);
            }

            await _parts.SendMissingAsync(cancellationToken);
            var sent = new SentObject(
                pin.Key,
                pin.Size,
                pin.ETag,
                upload.UploadId,
                upload.PartSizeBytes,
                _parts.Hashes,
                [.. _parts.Acknowledged.OrderBy(part => part.Number).Select(part => part.ETag)],
                state.NextCopy);
            await run.Ledger.AppendAsync(LedgerStreams.Sent, [sent], cancellationToken);
            state.Sent = sent;
        }
        catch (Exception exception) when (exception is StoreException or SourceMovedException or SignatureSpentException)
        {
            _parts.Discount();
            throw;
        }
    }
}
