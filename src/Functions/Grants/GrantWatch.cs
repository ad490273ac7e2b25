using DtnBox.Contracts.Commands;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Grants;

/// <summary>Stops transfers whose owner no longer has the rights that they need.</summary>
/// <remarks>
/// An orchestration that is told asks the agents to stop, parks its transfer with the fault, and waits for a restart. It
/// is told by whoever notices first: the request that revokes, a lease or report of an agent, or the timer function.
/// </remarks>
internal sealed class GrantWatch(
    TransferStore transfers, TransferRights rights, TransferStarter starter, GrantDecisions decisions)
{
    /// <summary>Looks whether a command may go on; tells its orchestration when it may not.</summary>
    public Task<GrantDecision> LookAsync(OpenCommandRow command, CancellationToken cancellationToken)
    {
        // Tidying up after a transfer, and signing what it did, read and write nobody's objects.
        bool isData = command.Name is not (CommandNames.SweepUploads or CommandNames.SignReceipt);
        return isData
            ? decisions.ForAsync(command.TransferId, () => DecideAsync(command.TransferId, cancellationToken))
            : Task.FromResult(GrantDecision.GoesOn);
    }

    /// <summary>Tells the orchestrations of all transfers that lack a right.</summary>
    /// <param name="nodeId">Only those from or to this node; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task TellAllAsync(string? nodeId, CancellationToken cancellationToken)
    {
        await foreach (ActiveTransferRow active in transfers.ListActiveAsync(cancellationToken))
        {
            if (await transfers.FindAsync(active.GetId(), cancellationToken) is { } transfer
                && !TransferStates.IsAtRest(transfer.State)
                && (nodeId is null || transfer.GetSource().NodeId == nodeId || transfer.GetDestination().NodeId == nodeId))
            {
                await DecideAsync(transfer, cancellationToken);
            }
        }
    }

    private async Task<GrantDecision> DecideAsync(string transferId, CancellationToken cancellationToken)
        => await transfers.FindAsync(transferId, cancellationToken) is { } transfer
            ? await DecideAsync(transfer, cancellationToken)
            // A command that belongs to no transfer is nobody's: what a node does for itself.
            : GrantDecision.GoesOn;

    private async Task<GrantDecision> DecideAsync(TransferRow transfer, CancellationToken cancellationToken)
        => await rights.MissingAsync(transfer, cancellationToken) is not { } missing ? GrantDecision.GoesOn
            : await starter.DenyAsync(transfer, missing, cancellationToken) ? GrantDecision.Stops
            : GrantDecision.Unheard;
}
