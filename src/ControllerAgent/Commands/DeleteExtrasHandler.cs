using DtnBox.Contracts.Commands;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.Transfer.Deleting;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Deletes what only the destination has.</summary>
internal sealed class DeleteExtrasHandler(ExtrasDeleter deleter, StorePool stores, LedgerCalls ledger) : ICommandHandler
{
    public string Name => CommandNames.DeleteExtras;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        DeleteExtrasInput input = command.Input<DeleteExtrasInput>();
        DeleteExtrasResult result = await deleter.DeleteAsync(
            input,
            stores.Get(command.Store(input.Source.NodeId)),
            stores.Get(command.Store(input.Destination.NodeId)),
            page => new RemoteChunkLedger(ledger, command.Lease, page),
            command.Stop,
            cancellationToken);
        return CommandEnding.After(result, command.Stop);
    }
}
