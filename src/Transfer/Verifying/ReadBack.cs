using System.Net;
using System.Security.Cryptography;
using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Pacing;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Verifying;

/// <summary>Reads one object back, once, and compares it with the hashes that were taken while it was sent.</summary>
/// <remarks>A broken connection goes on where it broke: hashes keep their state, and the version is pinned.</remarks>
internal sealed class ReadBack(
    ObjectStore store,
    string bucket,
    string key,
    CopiedObject copied,
    int bufferBytes,
    TransferKind kind,
    Pace? pace = null) : IDisposable
{
    private readonly IncrementalHash _whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(bufferBytes);
    private long _offset;
    private string _etag = "";

    public void Dispose()
    {
        _whole.Dispose();
        _part.Dispose();
        System.Buffers.ArrayPool<byte>.Shared.Return(_buffer);
    }

    /// <summary>Compares until the end or the first difference.</summary>
    public async Task<VerifiedObject> RunAsync(StoreRetry retry, Action<long> proven, CancellationToken cancellationToken)
    {
        try
        {
            Fault? fault = await retry.RunAsync(_ => CompareAsync(proven, cancellationToken), cancellationToken);
            string? hash = fault is null ? Convert.ToHexStringLower(_whole.GetHashAndReset()) : null;
            fault ??= copied.Sha256 is { } wanted && wanted != hash ? Mismatch("its SHA-256 is not that of the source") : null;
            return new VerifiedObject(copied.Key, fault is null ? hash : null, fault, copied.Copy);
        }
        catch (StoreException exception)
        {
            return new VerifiedObject(copied.Key, Sha256: null, Explain(exception), copied.Copy);
        }
    }

    private async Task<Fault?> CompareAsync(Action<long> proven, CancellationToken cancellationToken)
    {
        ByteRange? rest = _offset > 0 ? new ByteRange(_offset, copied.Size - _offset) : null;
        await using ObjectRead read = await store.OpenAsync(bucket, key, rest, _etag, cancellationToken);
        _etag = read.Head.ETag;
        if (read.Head.Size != copied.Size)
        {
            return Mismatch($"it has {read.Head.Size} bytes and not {copied.Size}");
        }

        while (_offset < copied.Size)
        {
            // No read crosses the end of a part, so that each part's hash is complete when its last byte is in.
            long partSize = copied.PartSizeBytes ?? copied.Size;
            long inPart = Math.Min(partSize - (_offset % partSize), copied.Size - _offset);
            int most = (int)Math.Min(_buffer.Length, inPart);
            if (pace is { IsOpen: false })
            {
                most = await pace.TakeAsync(most, cancellationToken);
            }

            int count = await read.ReadAsync(_buffer.AsMemory(0, most), cancellationToken);
            _whole.AppendData(_buffer, 0, count);
            _offset += count;
            if (copied.PartSha256 is { } parts)
            {
                _part.AppendData(_buffer, 0, count);
                int part = (int)((_offset - 1) / partSize);
                if (count == inPart && Convert.ToHexStringLower(_part.GetHashAndReset()) != parts[part])
                {
                    return Mismatch($"part {part + 1} (from byte {part * partSize}) is not what was read at the source");
                }
            }

            proven(count);
        }

        return null;
    }

    private Fault Explain(StoreException exception) => exception switch
    {
        { Status: HttpStatusCode.NotFound, Fault.Code: FaultCodes.StoreError } when kind == TransferKind.Verify => new Fault(
            FaultCodes.DestinationMissing,
            $"'{key}' is not in bucket '{bucket}' at {store.Endpoint}; the source has it.",
            "Start a transfer that copies what is missing."),
        { Status: HttpStatusCode.NotFound, Fault.Code: FaultCodes.StoreError } => new Fault(
            FaultCodes.DestinationMissing,
            $"'{key}' is no longer in bucket '{bucket}' at {store.Endpoint}, although it was written there.",
            "Restart to copy it again, and find out who deletes objects there."),
        { Status: HttpStatusCode.PreconditionFailed } => Mismatch("it was overwritten while it was read"),
        _ => exception.Fault,
    };

    private Fault Mismatch(string what) => new(
        FaultCodes.ChecksumMismatch,
        $"'{key}' in bucket '{bucket}' at {store.Endpoint} is not the source's object: {what}.",
        kind == TransferKind.Verify
            ? "If it should be the same, start a transfer with sync mode ChecksumDiffers, which copies what differs."
            : "Restart to copy it again; if it happens again, the store's operator must check the store's disks and memory.");
}
