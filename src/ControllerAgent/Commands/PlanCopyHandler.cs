using DtnBox.Contracts.Commands;
using DtnBox.ControllerAgent.Ledger;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Lists both sides and stores the plans of chunks.</summary>
internal sealed class PlanCopyHandler(CopyPlanner planner, StorePool stores, LedgerCalls ledger) : ICommandHandler
{
    public string Name => CommandNames.PlanCopy;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        PlanCopyInput input = command.Input<PlanCopyInput>();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(command.Stop, cancellationToken);
        return CommandEnding.Succeeded(await planner.PlanAsync(
            input,
            stores.Get(command.Store(input.Source.NodeId)),
            stores.Get(command.Store(input.Destination.NodeId)),
            (chunk, objects, cancel) => ledger.StorePlanAsync(command.Lease, chunk, objects, cancel),
            (page, extras, cancel) => ledger.StoreExtrasAsync(command.Lease, page, extras, cancel),
            either.Token));
    }
}
