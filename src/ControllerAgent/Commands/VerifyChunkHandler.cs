using DtnBox.Contracts.Commands;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Verifying;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Reads back what was copied of a chunk.</summary>
internal sealed class VerifyChunkHandler(ChunkVerifier verifier, StorePool stores, LedgerCalls ledger) : ICommandHandler
{
    public string Name => CommandNames.VerifyChunk;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        VerifyChunkInput input = command.Input<VerifyChunkInput>();
        ChunkResult result = await verifier.VerifyAsync(
            input,
            stores.Get(command.Store(input.Destination.NodeId)),
            new RemoteChunkLedger(ledger, command.Lease),
            command.Progress,
            command.Stop,
            cancellationToken);
        return CommandEnding.After(result, command.Stop);
    }
}
