using DtnBox.DurableTask;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Which chunks an attempt still has something to do in.</summary>
internal sealed class FindPendingChunks(TransferLedger ledger) : TaskActivity<PendingChunksQuery, PendingChunks>
{
    private const int Most = 200;

    public override async Task<PendingChunks> RunAsync(TaskActivityContext context, PendingChunksQuery input)
    {
        List<int> numbers = [];
        await foreach (ChunkRow chunk in ledger.ChunksAsync(input.TransferId, input.After, CancellationToken.None))
        {
            if (chunk.GetNumber() > input.UpTo)
            {
                break;
            }

            if (chunk.IsPending(input.Attempt, input.FailedOnly))
            {
                numbers.Add(chunk.GetNumber());
                if (numbers.Count == Most)
                {
                    return new PendingChunks(numbers, numbers[^1]);
                }
            }
        }

        return new PendingChunks(numbers, input.UpTo);
    }
}

/// <summary>Asks for pending chunks with numbers in (After, UpTo].</summary>
internal sealed record PendingChunksQuery(string TransferId, int Attempt, int After, int UpTo, bool FailedOnly = false);

/// <summary>The pending chunks; all up to <paramref name="UpTo"/> were looked at.</summary>
internal sealed record PendingChunks(IReadOnlyList<int> Numbers, int UpTo);
