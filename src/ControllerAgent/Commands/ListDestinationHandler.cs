using DtnBox.Contracts.Commands;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.Transfer.Keyless;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Lists what this node's store has, for another node's planner.</summary>
internal sealed class ListDestinationHandler(DestinationLister lister, StorePool stores, LedgerCalls ledger) : ICommandHandler
{
    public string Name => CommandNames.ListDestination;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        ListDestinationInput input = command.Input<ListDestinationInput>();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(command.Stop, cancellationToken);
        var keys = new RemoteKeyList(ledger, command.Lease);
        return CommandEnding.Succeeded(await lister.ListAsync(
            input,
            stores.Get(command.Store(input.Destination.NodeId)),
            position => keys.ReadAsync(position, either.Token),
            (page, found, cancel) => ledger.StoreListedAsync(command.Lease, page, found, cancel),
            either.Token));
    }
}
