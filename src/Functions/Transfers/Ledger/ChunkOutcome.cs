using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>What a command's result makes of its chunk.</summary>
internal static class ChunkOutcome
{
    public static void Copied(ChunkRow chunk, CommandOutcome outcome, ChunkResult result)
    {
        chunk.ObjectsCopied = result.ObjectsDone;
        chunk.BytesCopied = result.BytesDone;
        chunk.ObjectsFailed = result.ObjectsFailed;
        chunk.WriteFaults(result.Faults);
        if (outcome == CommandOutcome.Succeeded)
        {
            chunk.State = ChunkState.Copied;
        }
    }

    public static void Verified(ChunkRow chunk, CommandOutcome outcome, ChunkResult result)
    {
        chunk.ObjectsVerified = result.ObjectsDone;
        chunk.BytesVerified = result.BytesDone;
        chunk.ObjectsFailed = result.ObjectsFailed;
        chunk.WriteFaults(result.Faults);
        if (outcome == CommandOutcome.Succeeded && result.ObjectsDone == chunk.Objects)
        {
            chunk.State = ChunkState.Verified;
        }
    }

    /// <summary>The attempt is over for this chunk: what is not proven right has failed.</summary>
    public static void Settle(ChunkRow chunk, int attempt)
    {
        if (chunk.State != ChunkState.Verified)
        {
            chunk.State = ChunkState.Failed;
            chunk.Attempt = attempt;
        }
    }
}
