using DtnBox.Contracts.Commands;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Sweeping;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Aborts what a dead transfer left open of a chunk.</summary>
internal sealed class SweepUploadsHandler(UploadSweeper sweeper, StorePool stores, LedgerCalls ledger) : ICommandHandler
{
    public string Name => CommandNames.SweepUploads;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        SweepUploadsInput input = command.Input<SweepUploadsInput>();

        // A stop order comes when the transfer is restarted: what is not aborted yet will be used again.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(command.Stop, cancellationToken);
        return CommandEnding.Succeeded(await sweeper.SweepAsync(
            input,
            stores.Get(command.Store(input.Destination.NodeId)),
            new RemoteChunkLedger(ledger, command.Lease),
            either.Token));
    }
}
