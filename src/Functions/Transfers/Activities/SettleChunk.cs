using DtnBox.DurableTask;
using DtnBox.Functions.Transfers.Keyless;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Gives a chunk up for this attempt: the objects that are not proven right have failed.</summary>
internal sealed class SettleChunk(TransferLedger ledger, SignatureBlobs signatures) : TaskActivity<SettleChunkInput, bool>
{
    public override async Task<bool> RunAsync(TaskActivityContext context, SettleChunkInput input)
    {
        await ledger.SettleAsync(input.TransferId, input.Chunk, input.Attempt, CancellationToken.None);
        await signatures.DeleteAsync(input.TransferId, input.Chunk, CancellationToken.None);
        return true;
    }
}

/// <summary>Which chunk, and in which attempt.</summary>
internal sealed record SettleChunkInput(string TransferId, int Chunk, int Attempt);
