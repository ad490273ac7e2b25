using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>What a command's result makes of its chunk.</summary>
internal static class ChunkOutcome
{
    /// <param name="reportedBytes">
    /// What the agent last reported. A stopped chunk keeps the parts of unfinished objects, which only the report counts.
    /// </param>
    public static void Copied(ChunkRow chunk, CommandOutcome outcome, ChunkResult result, long reportedBytes)
    {
        chunk.ObjectsCopied = result.ObjectsDone;
        chunk.BytesCopied = outcome == CommandOutcome.Stopped
            ? Math.Max(result.BytesDone, reportedBytes)
            : result.BytesDone;
        chunk.ObjectsFailed = result.ObjectsFailed;
        chunk.WriteFaults(result.Faults);
        chunk.WriteNotCopied(result.NotCopied);
        if (outcome == CommandOutcome.Succeeded && result.ObjectsUnsigned == 0)
        {
            chunk.State = ChunkState.Copied;
        }
    }

    public static void Verified(ChunkRow chunk, CommandOutcome outcome, ChunkResult result)
    {
        if (result.Copied is { } copied)
        {
            // What was sent in parts is copied only now that the destination has put it together.
            chunk.ObjectsCopied = copied.Objects;
            chunk.BytesCopied = copied.Bytes;
            chunk.WriteNotCopied(copied.NotCopied);
        }

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
    /// <param name="chunk">The chunk.</param>
    /// <param name="attempt">The attempt; null when it is not over.</param>
    public static void Settle(ChunkRow chunk, int? attempt)
    {
        if (attempt is { } over && chunk.State != ChunkState.Verified)
        {
            chunk.State = ChunkState.Failed;
            chunk.Attempt = over;
        }
    }
}
