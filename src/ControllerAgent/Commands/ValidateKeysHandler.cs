using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Validation;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Checks what the keys of the stores may do.</summary>
internal sealed class ValidateKeysHandler(KeyValidator validator, StorePool stores) : ICommandHandler
{
    public string Name => CommandNames.ValidateKeys;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(command.Stop, cancellationToken);
        return CommandEnding.Succeeded(await validator.ValidateAsync(
            command.Input<ValidateKeysInput>(), nodeId => stores.Get(command.Store(nodeId)), either.Token));
    }
}
