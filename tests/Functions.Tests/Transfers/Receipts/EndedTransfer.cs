using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Tests.Transfers.Receipts;

/// <summary>A transfer of site-a to site-b with all that its ledger holds when it ends.</summary>
internal static class EndedTransfer
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The time of everything that happens to it.</summary>
    public static DateTimeOffset At(int minute) => new(2026, 3, 4, 6, minute, 0, TimeSpan.Zero);

    /// <summary>Two chunks of two objects: two objects proven, one failed, one that nobody read back.</summary>
    public static async Task<TransferRow> AddAsync(ControlPlane plane, TransferState state)
    {
        string id = plane.Get<TransferStore>().NewId();
        var row = new TransferRow
        {
            PartitionKey = TransferRow.Partition, RowKey = TransferRow.Prefix + id, Owner = "ada", CopyNode = "site-a", VerifyNode = "site-b",
            State = TransferState.Copying, Attempt = 1, Run = 1, CreatedAt = At(0),
        };
        row.SetLocations(new Location("site-a", "data", "in/"), new Location("site-b", "data", "out/"));
        row.SetSettings(new TransferSettings());
        await plane.Get<TransferStore>().InsertAsync(row, Cancel);
        await PlanAsync(plane, id, 1, [new("in/a", 10, "e"), new("in/b", 20, "e")]);
        await PlanAsync(plane, id, 2, [new("in/c", 30, "e"), new("in/d", 40, "e")]);
        await AppendAsync(plane, id, 1, LedgerStreams.Copied, new CopiedObject("in/a", 10, "e", "aa", At: At(1), ETag: "de", VersionId: "v"));
        await AppendAsync(plane, id, 1, LedgerStreams.Copied, new CopiedObject("in/b", 20, "e", null, 16, ["p1", "p2"]));
        await AppendAsync(plane, id, 1, LedgerStreams.Verified, new VerifiedObject("in/a", "aa", At: At(2)), new VerifiedObject("in/b", "bb"));
        await AppendAsync(plane, id, 2, LedgerStreams.Copied, new CopiedObject("in/c", 30, "e", Fault: new Fault(FaultCodes.AccessDenied, "m", "n")));
        await AppendAsync(plane, id, 2, LedgerStreams.Copied, new CopiedObject("in/d", 40, "e", "dd"), new CopiedObject("in/d", 40, "e", "dd", Copy: 2));
        await AppendAsync(plane, id, 2, LedgerStreams.Verified, new VerifiedObject("in/d", "dd"));
        await plane.Get<StorageAccount>().Chunks.AddEntityAsync(
            new TotalsRow { PartitionKey = id, RowKey = TotalsRow.Key, Chunks = 2, ListingComplete = true, ObjectsSkipped = 7 }, Cancel);
        return (await plane.Get<TransferStore>().ChangeAsync(id, next => next.TryMove(state, At(5)), Cancel))!;
    }

    private static async Task PlanAsync(ControlPlane plane, string id, int chunk, PlannedObject[] objects)
    {
        await plane.Get<LedgerBlobs>().StorePlanAsync(id, chunk, Pack(objects), Cancel);
        await plane.Get<TransferLedger>().EnterAsync(id, chunk, objects.Length, objects.Sum(planned => planned.Size), Cancel);
    }

    private static Task AppendAsync<TLine>(ControlPlane plane, string id, int chunk, string stream, params TLine[] lines)
        => plane.Get<LedgerBlobs>().AppendAsync(id, chunk, stream, Pack(lines), Cancel);

    private static BinaryData Pack<TLine>(TLine[] lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => JsonSerializer.Serialize(line, ContractJson.Options) + "\n"))));
        }

        return BinaryData.FromBytes(packed.ToArray());
    }
}
