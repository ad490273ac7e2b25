using DtnBox.Contracts.Commands;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;

namespace DtnBox.Functions.Transfers.KeyLists;

/// <summary>The list that a transfer names, for the agent that plans it.</summary>
internal sealed class KeyListPages(CommandLeases leases, TransferStore transfers, KeyListStore lists)
{
    /// <summary>The transfer that an agent plans under this lease; null when it does not (any more).</summary>
    public async Task<TransferRow?> PlannedAsync(
        AgentId agent, string commandId, string leaseId, CancellationToken cancellationToken)
        => await leases.HeldAsync(agent, commandId, leaseId, cancellationToken) is { Name: CommandNames.PlanCopy or CommandNames.ListDestination } held
            ? await transfers.FindAsync(held.TransferId, cancellationToken)
            : null;

    /// <summary>Opens a page, from 0, as it is stored; null after the last one, and when the transfer has no list.</summary>
    public async Task<Stream?> OpenAsync(TransferRow planned, int page, CancellationToken cancellationToken)
        => planned.GetSettings().Selection?.KeyList is { } list
            ? await lists.OpenAsync(list, page, cancellationToken)
            : null;
}
