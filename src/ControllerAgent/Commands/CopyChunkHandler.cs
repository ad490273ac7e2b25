using DtnBox.Contracts.Commands;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Copies what is missing of a chunk.</summary>
internal sealed class CopyChunkHandler(ChunkCopier copier, StorePool stores, LedgerCalls ledger) : ICommandHandler
{
    public string Name => CommandNames.CopyChunk;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        CopyChunkInput input = command.Input<CopyChunkInput>();
        ChunkResult result = await copier.CopyAsync(
            input,
            stores.Get(command.Store(input.Source.NodeId)),
            stores.Get(command.Store(input.Destination.NodeId)),
            new RemoteChunkLedger(ledger, command.Lease),
            command.Progress,
            command.Stop,
            cancellationToken);
        return CommandEnding.After(result, command.Stop);
    }
}
