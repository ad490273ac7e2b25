using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Validation;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Finds out what the node's store can do.</summary>
internal sealed class ProbeStoreHandler(StoreProbe probe, StorePool stores) : ICommandHandler
{
    public string Name => CommandNames.ProbeStore;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        ProbeStoreInput input = command.Input<ProbeStoreInput>();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(command.Stop, cancellationToken);
        return CommandEnding.Succeeded(await probe.ProbeAsync(
            input, stores.Get(command.Store(input.Store.NodeId)), either.Token));
    }
}
