using System.Buffers.Binary;
using System.Globalization;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.AspNetCore.DataProtection;

namespace DtnBox.Functions.Transfers.Keyless;

/// <summary>The signatures of each chunk, one blob each, encrypted: whoever has them may write to the destination.</summary>
/// <remarks>
/// A blob is a row of frames: four bytes of length, then so many bytes that Data Protection made of one gzip member. The
/// transfer and the chunk are part of the purpose, so a frame is of no use in another chunk's blob.
/// </remarks>
internal sealed class SignatureBlobs(StorageAccount account, IDataProtectionProvider protection)
{
    /// <summary>What one append may carry, so that it is still a block when it is encrypted.</summary>
    public const int MaxAppendBytes = LedgerBlobs.MaxAppendBytes - 4096;

    private const int LengthBytes = sizeof(int);

    public Task AppendAsync(string transferId, int chunk, BinaryData lines, CancellationToken cancellationToken)
    {
        byte[] sealedLines = Protector(transferId, chunk).Protect(lines.ToArray());
        byte[] frame = new byte[LengthBytes + sealedLines.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, sealedLines.Length);
        sealedLines.CopyTo(frame, LengthBytes);
        return account.Ledger.GetAppendBlobClient(Name(transferId, chunk))
            .AppendAsync(BinaryData.FromBytes(frame), cancellationToken);
    }

    /// <summary>Whether anything was signed for a chunk.</summary>
    public async Task<bool> ExistAsync(string transferId, int chunk, CancellationToken cancellationToken)
        => await account.Ledger.GetBlobClient(Name(transferId, chunk)).ExistsAsync(cancellationToken);

    /// <summary>Writes the gzip members of a chunk to a stream. No more than one is in memory.</summary>
    public async Task CopyToAsync(string transferId, int chunk, Stream target, CancellationToken cancellationToken)
    {
        await using Stream frames = await account.Ledger.GetBlobClient(Name(transferId, chunk))
            .OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken);
        IDataProtector protector = Protector(transferId, chunk);
        byte[] length = new byte[LengthBytes];
        while (await frames.ReadAtLeastAsync(length, LengthBytes, throwOnEndOfStream: false, cancellationToken) == LengthBytes)
        {
            byte[] sealedLines = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            await frames.ReadExactlyAsync(sealedLines, cancellationToken);
            await target.WriteAsync(protector.Unprotect(sealedLines), cancellationToken);
        }
    }

    /// <summary>Removes the signatures of a chunk that is settled.</summary>
    public Task DeleteAsync(string transferId, int chunk, CancellationToken cancellationToken)
        => account.Ledger.DeleteBlobIfExistsAsync(Name(transferId, chunk), cancellationToken: cancellationToken);

    /// <summary>Removes all that a transfer which has ended has left.</summary>
    public async Task DeleteAllAsync(string transferId, CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in account.Ledger.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, Prefix(transferId), cancellationToken))
        {
            await account.Ledger.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    private IDataProtector Protector(string transferId, int chunk) => protection.CreateProtector(
        "DtnBox.Keyless.Signatures.v1", transferId, chunk.ToString(CultureInfo.InvariantCulture));

    private static string Prefix(string transferId) => $"signed/{transferId}/";

    private static string Name(string transferId, int chunk) => $"{Prefix(transferId)}{chunk:D8}";
}
