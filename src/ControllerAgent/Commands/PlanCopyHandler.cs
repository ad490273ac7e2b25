using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Lists both sides, or looks up the keys of a list, and stores the plans of chunks.</summary>
internal sealed class PlanCopyHandler(
    CopyPlanner planner, KeyListPlanner keyListPlanner, StorePool stores, LedgerCalls ledger)
    : ICommandHandler
{
    public string Name => CommandNames.PlanCopy;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        PlanCopyInput input = command.Input<PlanCopyInput>();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(command.Stop, cancellationToken);
        ObjectStore source = stores.Get(command.Store(input.Source.NodeId));
        ObjectStore destination = stores.Get(command.Store(input.Destination.NodeId));
        if (input.Settings.Selection?.KeyList is not null)
        {
            var keys = new RemoteKeyList(ledger, command.Lease);
            return CommandEnding.Succeeded(await keyListPlanner.PlanAsync(
                input,
                source,
                destination,
                position => keys.ReadAsync(position, either.Token),
                ReadListed,
                StoreChunkAsync,
                either.Token));
        }

        return CommandEnding.Succeeded(await planner.PlanAsync(
            input,
            source,
            destination,
            StoreChunkAsync,
            (page, extras, cancel) => ledger.StoreExtrasAsync(command.Lease, page, extras, cancel),
            ReadListed,
            either.Token));

        IAsyncEnumerable<ListedObject> ReadListed(int page)
            => ledger.ReadAsync<ListedObject>(command.Lease, $"ledger/{LedgerStreams.Listed}?page={page}", either.Token);

        Task StoreChunkAsync(int chunk, IReadOnlyList<PlannedObject> objects, CancellationToken cancel)
            => ledger.StorePlanAsync(command.Lease, chunk, objects, cancel);
    }
}
