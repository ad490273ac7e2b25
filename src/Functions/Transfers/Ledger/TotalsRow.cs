using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>The sums over a transfer's chunks, and how far its listing is: row = <c>totals</c>, beside the chunks.</summary>
/// <remarks>It changes in one transaction with the chunk it sums, so the two cannot disagree.</remarks>
internal sealed class TotalsRow : TableRow
{
    public const string Key = "totals";

    public int Chunks { get; set; }

    /// <summary>Gets or sets how many ranges of keys were listed; the number of the next plan command follows from it.</summary>
    public int Ranges { get; set; }

    /// <summary>Gets or sets the source key after which the listing goes on.</summary>
    public string? ListedUpTo { get; set; }

    public bool ListingComplete { get; set; }

    public long ObjectsPlanned { get; set; }

    public long BytesPlanned { get; set; }

    public long ObjectsSkipped { get; set; }

    public long BytesSkipped { get; set; }

    public long ObjectsCopied { get; set; }

    public long BytesCopied { get; set; }

    public long ObjectsVerified { get; set; }

    public long BytesVerified { get; set; }

    public long ObjectsFailed { get; set; }

    public string? FaultsJson { get; set; }

    public int ExtrasPages { get; set; }

    public long ExtrasFound { get; set; }

    public long ExtrasDeleted { get; set; }

    public long ExtrasFailed { get; set; }

    public string? ExtrasFaultsJson { get; set; }

    /// <summary>Gets or sets the attempt that last looked whether to list anew.</summary>
    public int Attempt { get; set; }

    public string? NotCopiedJson { get; set; }

    public IReadOnlyDictionary<string, FaultSummary> ReadFaults()
        => Read<Dictionary<string, FaultSummary>>(FaultsJson) ?? [];

    /// <summary>How many objects were copied without which of their properties; null when there is none.</summary>
    public IReadOnlyDictionary<string, long>? ReadNotCopied() => Read<Dictionary<string, long>>(NotCopiedJson);

    public IReadOnlyDictionary<string, FaultSummary> ReadExtrasFaults()
        => Read<Dictionary<string, FaultSummary>>(ExtrasFaultsJson) ?? [];

    public TransferTotals View() => new(
        ListingComplete,
        ObjectsPlanned,
        BytesPlanned,
        ObjectsSkipped,
        BytesSkipped,
        ObjectsCopied,
        BytesCopied,
        ObjectsVerified,
        BytesVerified,
        ObjectsFailed,
        ExtrasFound,
        ExtrasDeleted);

    /// <summary>Begins the listing anew when it had found nothing to do: a restart may find something now.</summary>
    /// <remarks>Once in an attempt, because a run that takes over finds the attempt's plan commands done.</remarks>
    /// <returns>Whether there is anything to write.</returns>
    public bool BeginAttempt(int attempt)
    {
        if (Attempt >= attempt)
        {
            return false;
        }

        Attempt = attempt;
        if (ListingComplete && ObjectsPlanned == 0)
        {
            (Chunks, Ranges, ListedUpTo, ListingComplete) = (0, 0, null, false);
            (ObjectsSkipped, BytesSkipped) = (0, 0);
            (ExtrasPages, ExtrasFound, ExtrasDeleted, ExtrasFailed, ExtrasFaultsJson) = (0, 0, 0, 0, null);
        }

        return true;
    }

    /// <summary>Takes a listed range in, unless it is in already.</summary>
    public bool Add(PlanCopyInput input, PlanCopyResult result)
    {
        if (ListingComplete || ListedUpTo != input.After)
        {
            return false;
        }

        Ranges++;
        Chunks += result.Chunks;
        ListedUpTo = result.Next;
        ListingComplete = result.Next is null;
        ObjectsPlanned += result.Objects;
        BytesPlanned += result.Bytes;
        ObjectsSkipped += result.SkippedObjects;
        BytesSkipped += result.SkippedBytes;
        ExtrasPages += result.ExtrasPages;
        ExtrasFound += result.Extras;
        return true;
    }

    /// <summary>Takes in what became of the extras, all of them every time.</summary>
    public void Set(DeleteExtrasResult result)
    {
        ExtrasDeleted = result.Deleted;
        ExtrasFailed = result.Failed;
        ExtrasFaultsJson = Write(result.Faults);
    }

    /// <summary>Replaces what a chunk contributed by what it contributes now.</summary>
    public void Replace(ChunkRow before, ChunkRow after)
    {
        ObjectsCopied += after.ObjectsCopied - before.ObjectsCopied;
        BytesCopied += after.BytesCopied - before.BytesCopied;
        ObjectsVerified += after.ObjectsVerified - before.ObjectsVerified;
        BytesVerified += after.BytesVerified - before.BytesVerified;
        ObjectsFailed += after.ObjectsFailed - before.ObjectsFailed;
        FaultsJson = Write(FaultSums.Replace(ReadFaults(), before.ReadFaults(), after.ReadFaults()));
        NotCopiedJson = Write(NotCopiedSums.Replace(ReadNotCopied() ?? NotCopiedSums.None, before.ReadNotCopied(), after.ReadNotCopied()));
    }
}
