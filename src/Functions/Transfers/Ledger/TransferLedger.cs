using System.Text.Json;
using Azure.Data.Tables;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>What is planned and done of each transfer, chunk by chunk. With the blobs beside it this is the truth.</summary>
internal sealed class TransferLedger(StorageAccount account)
{
    private TableClient Table => account.Chunks;

    /// <summary>Enters a chunk that was just planned. It counts when its plan command completes.</summary>
    public Task EnterAsync(string transferId, int chunk, long objects, long bytes, CancellationToken cancellationToken)
        => Table.UpsertEntityAsync(
            new ChunkRow
            {
                PartitionKey = transferId,
                RowKey = ChunkRow.Key(chunk),
                Objects = objects,
                Bytes = bytes,
                State = ChunkState.Planned,
            },
            TableUpdateMode.Replace,
            cancellationToken);

    public async Task<TotalsRow> TotalsAsync(string transferId, CancellationToken cancellationToken)
        => await Table.FindAsync<TotalsRow>(transferId, TotalsRow.Key, cancellationToken)
            ?? new TotalsRow { PartitionKey = transferId, RowKey = TotalsRow.Key };

    /// <summary>The sums at the beginning of an attempt, which lists anew when the last one found nothing to do.</summary>
    public async Task<TotalsRow> BeginAttemptAsync(string transferId, int attempt, CancellationToken cancellationToken)
    {
        await AddTotalsAsync(transferId, cancellationToken);
        return (await Table.ChangeAsync<TotalsRow>(
            transferId, TotalsRow.Key, totals => totals.BeginAttempt(attempt), cancellationToken))!;
    }

    public Task<ChunkRow?> ChunkAsync(string transferId, int chunk, CancellationToken cancellationToken)
        => Table.FindAsync<ChunkRow>(transferId, ChunkRow.Key(chunk), cancellationToken);

    /// <summary>The sums and some chunks as they were at one moment.</summary>
    /// <remarks>
    /// A chunk changes only together with the sums, so sums that are the same before and after the chunks were read
    /// belong to them. A transfer in which chunks end faster than they can be read gives the last try as it is.
    /// </remarks>
    public async Task<(TotalsRow Totals, IReadOnlyDictionary<int, ChunkRow> Chunks)> SnapshotAsync(
        string transferId, IReadOnlyCollection<int> numbers, CancellationToken cancellationToken)
    {
        const int Tries = 5;
        for (int attempt = 1; ; attempt++)
        {
            TotalsRow before = await TotalsAsync(transferId, cancellationToken);
            ChunkRow?[] chunks = await Task.WhenAll(
                numbers.Distinct().Select(number => ChunkAsync(transferId, number, cancellationToken)));
            TotalsRow after = await TotalsAsync(transferId, cancellationToken);
            if (before.ETag == after.ETag || attempt == Tries)
            {
                return (after, chunks.OfType<ChunkRow>().ToDictionary(chunk => chunk.GetNumber()));
            }
        }
    }

    public IAsyncEnumerable<ChunkRow> ChunksAsync(string transferId, int after, CancellationToken cancellationToken)
        => Table.ReadRangeAsync<ChunkRow>(transferId, ChunkRow.Prefix, ChunkRow.Key(after), cancellationToken);

    /// <summary>Enters what a command did. Doing it twice does nothing: every figure is the chunk's as a whole.</summary>
    public async Task ApplyAsync(
        CommandRow command, OpenCommandRow open, CompleteCommand completion, CancellationToken cancellationToken)
    {
        int? givenUpIn = command.GivenUpIn();
        if (completion.Result is not { } result)
        {
            if (givenUpIn is { } attempt)
            {
                await SettleAsync(command.TransferId, open.Chunk!.Value, attempt, cancellationToken);
            }

            return;
        }

        JsonElement input = JsonElement.Parse(command.InputJson);
        switch (command.Name)
        {
            case CommandNames.PlanCopy when completion.Outcome == CommandOutcome.Succeeded:
                await AddPlanAsync(
                    command.TransferId, Read<PlanCopyInput>(input), Read<PlanCopyResult>(result), cancellationToken);
                break;
            case CommandNames.DeleteExtras:
                await Table.ChangeAsync<TotalsRow>(
                    command.TransferId,
                    TotalsRow.Key,
                    totals =>
                    {
                        totals.Set(Read<DeleteExtrasResult>(result));
                        return true;
                    },
                    cancellationToken);
                break;
            case CommandNames.CopyChunk:
                await ChangeChunkAsync(
                    command.TransferId,
                    open.Chunk!.Value,
                    chunk =>
                    {
                        ChunkOutcome.Copied(chunk, completion.Outcome, Read<ChunkResult>(result), open.BytesDone);
                        ChunkOutcome.Settle(chunk, givenUpIn);
                    },
                    cancellationToken);
                break;
            case CommandNames.SweepUploads when completion.Outcome == CommandOutcome.Succeeded:
                await ChangeChunkAsync(
                    command.TransferId,
                    open.Chunk!.Value,
                    chunk => chunk.SweptAttempt = Read<SweepUploadsInput>(input).Attempt,
                    cancellationToken);
                break;
            case CommandNames.VerifyChunk:
                await ChangeChunkAsync(
                    command.TransferId,
                    open.Chunk!.Value,
                    chunk =>
                    {
                        ChunkOutcome.Verified(chunk, completion.Outcome, Read<ChunkResult>(result));
                        ChunkOutcome.Settle(chunk, givenUpIn);
                    },
                    cancellationToken);
                break;
        }
    }

    /// <summary>Gives up a chunk in an attempt whose tries are used up.</summary>
    public Task SettleAsync(string transferId, int chunk, int attempt, CancellationToken cancellationToken)
        => ChangeChunkAsync(transferId, chunk, row => ChunkOutcome.Settle(row, attempt), cancellationToken);

    private static TRecord Read<TRecord>(JsonElement json)
        => json.Deserialize<TRecord>(ContractJson.Options) ?? throw new JsonException($"{typeof(TRecord).Name} is null.");

    private async Task AddPlanAsync(
        string transferId, PlanCopyInput input, PlanCopyResult result, CancellationToken cancellationToken)
    {
        await AddTotalsAsync(transferId, cancellationToken);
        await Table.ChangeAsync<TotalsRow>(
            transferId, TotalsRow.Key, totals => totals.Add(input, result), cancellationToken);
    }

    private Task<bool> AddTotalsAsync(string transferId, CancellationToken cancellationToken)
        => Table.TryInsertAsync(new TotalsRow { PartitionKey = transferId, RowKey = TotalsRow.Key }, cancellationToken);

    private async Task ChangeChunkAsync(
        string transferId, int number, Action<ChunkRow> change, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await ChunkAsync(transferId, number, cancellationToken) is not { } before)
            {
                if (await account.Transfers.FindAsync<TransferRow>(
                    TransferRow.Partition, TransferRow.Prefix + transferId, cancellationToken) is { DeletedAt: null })
                {
                    throw new InvalidOperationException($"Transfer {transferId} has no chunk {number}.");
                }

                // It was deleted while an agent was about to say how its last command ended: there is nobody to tell.
                return;
            }

            ChunkRow after = before.Copy();
            change(after);
            TotalsRow totals = await TotalsAsync(transferId, cancellationToken);
            totals.Replace(before, after);
            if (await Table.TrySubmitAsync([TableAccess.Update(after), TableAccess.Update(totals)], cancellationToken))
            {
                return;
            }
        }
    }
}
