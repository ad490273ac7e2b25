using DtnBox.Contracts.Commands;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Receipts;

namespace DtnBox.Functions.Transfers.Receipts;

/// <summary>Makes receipts from the ledger, when they are first asked for.</summary>
internal sealed class ReceiptManifests(
    TransferStore transfers, TransferLedger ledger, LedgerObjects objects, ReceiptBlobs blobs, NodeDirectory nodes)
{
    /// <summary>Opens the receipt of the transfer's last attempt, compressed and without signatures.</summary>
    /// <returns>Null when the transfer went on meanwhile and has no receipt now.</returns>
    public async Task<Stream?> OpenAsync(TransferRow row, CancellationToken cancellationToken)
    {
        string id = row.GetId();
        if (await blobs.OpenAsync(id, row.Attempt, cancellationToken) is { } written)
        {
            return written;
        }

        // Not with the caller's token: one that hangs up and asks again finds it done.
        await blobs.StoreAsync(id, row.Attempt, output => WriteAsync(row, output, CancellationToken.None), CancellationToken.None);
        return await blobs.OpenAsync(id, row.Attempt, cancellationToken);
    }

    private async Task<string?> WriteAsync(TransferRow row, Stream output, CancellationToken cancellationToken)
    {
        Location source = row.GetSource();
        Location destination = row.GetDestination();
        using var writer = new ReceiptWriter(output);
        await writer.WriteAsync(
            new ReceiptHeader(
                ReceiptFormat.Name,
                row.GetId(),
                row.Attempt,
                await PlaceAsync(source, cancellationToken),
                await PlaceAsync(destination, cancellationToken),
                ReceiptRules.Signers(row),
                row.CreatedAt,
                row.StartedAt,
                row.EndedAt),
            cancellationToken);
        await foreach (LedgerObject found in objects.ReadAsync(row.GetId(), _ => true, cancellationToken))
        {
            await writer.WriteAsync(Line(found, source, destination), cancellationToken);
        }

        TotalsRow totals = await ledger.TotalsAsync(row.GetId(), cancellationToken);
        await writer.EndAsync(totals.ObjectsSkipped, [], cancellationToken);

        // A restart changes the row before anything else: if it is still the same, what was read belongs together.
        TransferRow? now = await transfers.FindAsync(row.GetId(), cancellationToken);
        return now?.Attempt == row.Attempt && ReceiptRules.HasReceipt(now) ? writer.Chain : null;
    }

    private static ReceiptObject Line(LedgerObject found, Location source, Location destination)
    {
        if (!found.IsProven)
        {
            return new ReceiptObject(
                found.Plan.Key, found.Plan.Size, Failed: found.Fault?.Code ?? ReceiptFormat.NotProven);
        }

        return new ReceiptObject(
            found.Plan.Key,
            found.Copied!.Size,
            string.Concat(destination.Prefix, found.Plan.Key.AsSpan(source.Prefix.Length)),
            found.Verified!.Sha256,
            found.Copied.PartSizeBytes,
            found.Copied.PartSha256,
            found.Copied.SourceETag,
            found.Copied.ETag,
            found.Copied.VersionId,
            found.Copied.At,
            found.Verified.At);
    }

    private async Task<ReceiptPlace> PlaceAsync(Location location, CancellationToken cancellationToken)
    {
        NodeRow? node = await nodes.FindAsync(location.NodeId, cancellationToken);
        string endpoint = node is null ? string.Empty : new Uri(node.Endpoint).Authority;
        return new ReceiptPlace(location.NodeId, endpoint, location.Bucket, location.Prefix);
    }
}
