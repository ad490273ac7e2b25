using DtnBox.Contracts.Commands;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.Transfer.Keyless;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Signs what another node's agent needs to write a chunk here.</summary>
internal sealed class SignChunkHandler(ChunkSigner signer, StorePool stores, LedgerCalls ledger) : ICommandHandler
{
    public string Name => CommandNames.SignChunk;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        SignChunkInput input = command.Input<SignChunkInput>();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(command.Stop, cancellationToken);
        return CommandEnding.Succeeded(await signer.SignAsync(
            input,
            stores.Get(command.Store(input.Destination.NodeId)),
            new RemoteChunkLedger(ledger, command.Lease),
            either.Token));
    }
}
