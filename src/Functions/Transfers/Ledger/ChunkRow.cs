using DtnBox.Contracts.Commands;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>Where a chunk is.</summary>
internal enum ChunkState
{
    /// <summary>There are objects to copy.</summary>
    Planned,

    /// <summary>Everything that can be copied is; it must be read back.</summary>
    Copied,

    /// <summary>Every object was read back and is right.</summary>
    Verified,

    /// <summary>Some objects failed in the attempt that the row names.</summary>
    Failed,
}

/// <summary>One chunk of a transfer: partition = transfer id, row = <c>chunk|number</c>.</summary>
internal sealed class ChunkRow : TableRow
{
    public const string Prefix = "chunk|";

    public long Objects { get; set; }

    public long Bytes { get; set; }

    public ChunkState State { get; set; }

    /// <summary>Gets or sets the attempt in which it came into its state.</summary>
    public int Attempt { get; set; }

    public long ObjectsCopied { get; set; }

    public long BytesCopied { get; set; }

    public long ObjectsVerified { get; set; }

    public long BytesVerified { get; set; }

    public long ObjectsFailed { get; set; }

    public string? FaultsJson { get; set; }

    public string? NotCopiedJson { get; set; }

    /// <summary>Gets or sets the last attempt whose open uploads were aborted; 0 for none.</summary>
    public int SweptAttempt { get; set; }

    public static string Key(int number) => $"{Prefix}{number:D8}";

    public int GetNumber() => int.Parse(RowKey.AsSpan(Prefix.Length));

    public IReadOnlyDictionary<string, FaultSummary> ReadFaults()
        => Read<Dictionary<string, FaultSummary>>(FaultsJson) ?? [];

    public void WriteFaults(IReadOnlyDictionary<string, FaultSummary> faults) => FaultsJson = Write(faults);

    public IReadOnlyDictionary<string, long> ReadNotCopied() => Read<Dictionary<string, long>>(NotCopiedJson) ?? [];

    public void WriteNotCopied(IReadOnlyDictionary<string, long>? counts) => NotCopiedJson = Write(counts);

    public ChunkRow Copy() => (ChunkRow)MemberwiseClone();

    /// <summary>Whether nothing of it can be open at the destination: all is proven, or was swept.</summary>
    public bool IsSwept(int attempt) => State == ChunkState.Verified || SweptAttempt == attempt;

    /// <summary>Whether an attempt still has something to do here.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="failedOnly">
    /// Whether it does only what failed before. What is copied and waits to be read back belongs to that: it may have
    /// failed before, and this attempt's own run may have died in between.
    /// </param>
    public bool IsPending(int attempt, bool failedOnly = false) => State switch
    {
        ChunkState.Planned => !failedOnly || ObjectsFailed > 0,
        ChunkState.Copied => true,
        ChunkState.Failed => Attempt != attempt,
        _ => false,
    };
}
