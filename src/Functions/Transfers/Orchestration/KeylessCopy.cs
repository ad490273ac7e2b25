using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.DurableTask;
using DtnBox.Functions.Commands;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Copies a chunk while each side's agents have the keys of their own store only.</summary>
/// <remarks>
/// The source's agent sends what is signed for, and describes what is not. As long as something waits for signatures, the
/// destination's agent signs, and the copy goes on. So the first round only describes, the second one sends; signatures
/// that expire, and objects that change, make another.
/// </remarks>
internal static class KeylessCopy
{
    /// <summary>Rounds that bring nothing, before it is the store that must be looked at.</summary>
    private const int MostFruitless = 3;

    /// <returns>How the last round ended.</returns>
    public static async Task<RemoteOutcome<ChunkResult>> RunAsync(
        TaskOrchestrationContext context, TransferBrief brief, CopyChunkInput input, int attempt)
    {
        int fruitless = 0;
        long best = -1;
        for (int round = 1; ; round++)
        {
            DateTime began = context.CurrentUtcDateTime;
            RemoteOutcome<ChunkResult> copy = await context.CallRemoteActivityAsync<ChunkResult>(
                brief.TransferId,
                brief.CopyNode,
                CommandId.For(brief.TransferId, brief.Attempt, CommandNames.CopyChunk, input.Chunk, attempt, round),
                CommandNames.CopyChunk,
                input with { Keyless = true, Round = round });
            if (copy is not { Outcome: CommandOutcome.Succeeded, Result: { ObjectsUnsigned: > 0 } result })
            {
                return copy;
            }

            long done = result.ObjectsDone + result.ObjectsSent + result.ObjectsFailed;

            // A round that lasted brought parts of something, even if it brought no whole object.
            bool lasted = context.CurrentUtcDateTime - began >= TimeSpan.FromSeconds(brief.SignatureSeconds) / 2;
            fruitless = done > best || lasted ? 0 : fruitless + 1;
            best = Math.Max(best, done);
            if (fruitless == MostFruitless)
            {
                return new RemoteOutcome<ChunkResult>(
                    CommandOutcome.Failed, null, Faults.SignaturesRefused(brief.Destination.NodeId));
            }

            RemoteOutcome<SignChunkResult> signing = await context.CallRemoteActivityAsync<SignChunkResult>(
                brief.TransferId,
                brief.VerifyNode,
                CommandId.For(brief.TransferId, brief.Attempt, CommandNames.SignChunk, input.Chunk, attempt, round),
                CommandNames.SignChunk,
                new SignChunkInput(
                    brief.Source.Prefix,
                    brief.Destination,
                    input.Chunk,
                    input.DestinationCapabilities,
                    brief.SignatureSeconds));
            if (signing.Outcome != CommandOutcome.Succeeded)
            {
                return new RemoteOutcome<ChunkResult>(signing.Outcome, null, signing.Error);
            }
        }
    }
}
