using System.Net;
using System.Security.Cryptography;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Tuning;

namespace DtnBox.Transfer.Copying;

/// <summary>What the copies of one chunk share while it runs.</summary>
internal sealed record CopyRun(
    CopyChunkInput Input,
    ObjectStore Source,
    ObjectStore Destination,
    TransferOptions Options,
    Lane Lane,
    StoreRetry Retry,
    IChunkLedger Ledger,
    LedgerBatch<UploadLine> PartLines,
    ChunkProgress Progress)
{
    // The clocks of a store's gateways may differ a little. Taking a foreign object for ours costs a read-back
    // that fails and a second copy; sending our own again is what must not happen.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(5);

    public string Bucket => Input.Destination.Bucket;

    public string KeyOf(PlannedObject planned)
        => KeyMapping.ToDestination(Input.Source.Prefix, Input.Destination, planned.Key);

    /// <summary>Reads the pinned version of the source.</summary>
    /// <exception cref="SourceMovedException">There is another version now, or none.</exception>
    public async Task<ObjectRead> OpenSourceAsync(PlannedObject pin, ByteRange? range, CancellationToken cancellationToken)
    {
        try
        {
            ObjectRead read = await Source.OpenAsync(Input.Source.Bucket, pin.Key, range, pin.ETag, cancellationToken);
            if (read.Head.Size == pin.Size)
            {
                return read;
            }

            await read.DisposeAsync();
            throw new SourceMovedException(inner: null);
        }
        catch (StoreException exception) when (
            exception.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.RequestedRangeNotSatisfiable
            || exception is { Status: HttpStatusCode.NotFound, Fault.Code: FaultCodes.StoreError })
        {
            throw new SourceMovedException(exception);
        }
    }

    /// <summary>Asks the source about the pinned version.</summary>
    /// <exception cref="SourceMovedException">There is another version now, or none.</exception>
    public async Task<ObjectHead> LookAtSourceAsync(PlannedObject pin, CancellationToken cancellationToken)
    {
        ObjectHead? head = await Retry.RunAsync(
            _ => Source.HeadAsync(Input.Source.Bucket, pin.Key, cancellationToken), cancellationToken);
        return head is not null && head.Size == pin.Size && (pin.ETag.Length == 0 || head.ETag == pin.ETag)
            ? head
            : throw new SourceMovedException(inner: null);
    }

    /// <summary>Whether an object is not sent, but only compared with what the destination has.</summary>
    public bool IsCompared(ObjectState state) => Input.Settings.Kind == TransferKind.Verify
        || (state.Planned.Compare == true && state.SucceededCopy == 0);

    /// <summary>Takes the hash of what the destination has already, from the source: nothing is sent.</summary>
    public Task<string> HashSourceAsync(PlannedObject pin, ByteRange? range, CancellationToken cancellationToken)
        => Retry.RunAsync(
            async _ =>
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                await using ObjectRead read = await OpenSourceAsync(pin, range, cancellationToken);
                using var body = new StreamedBody(read, hash, Options.BufferBytes);
                await body.CopyToAsync(Stream.Null, cancellationToken);
                return Convert.ToHexStringLower(hash.GetHashAndReset());
            },
            cancellationToken);

    /// <summary>Whether what the destination has under a name may have been written by an earlier run of ours.</summary>
    public static bool IsOurs(ObjectHead? head, long size, DateTimeOffset begun)
        => head?.Size == size && head.LastModified >= begun - ClockSlack;
}
