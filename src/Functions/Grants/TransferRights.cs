using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Grants;

/// <summary>What the owner of a transfer must have a right to, and whether they have it now.</summary>
internal sealed class TransferRights(NodeDirectory nodes, Rights rights)
{
    public Task<Fault?> MissingAsync(TransferRow transfer, CancellationToken cancellationToken)
        => MissingAsync(
            transfer.Owner, transfer.GetSource(), transfer.GetDestination(), transfer.GetSettings(), cancellationToken);

    /// <summary>The first right that somebody lacks for a transfer; null when they lack none.</summary>
    public async Task<Fault?> MissingAsync(
        string subject,
        Location source,
        Location destination,
        TransferSettings settings,
        CancellationToken cancellationToken)
        => await MissingAsync(subject, source, [Right.Read], cancellationToken)
            ?? await MissingAsync(subject, destination, AtDestination(settings.Kind), cancellationToken);

    /// <summary>Comparing writes nothing, and tells a writer nothing that a copy would not: either right is enough.</summary>
    private static Right[] AtDestination(TransferKind kind)
        => kind == TransferKind.Copy ? [Right.Write] : [Right.Read, Right.Write];

    private async Task<Fault?> MissingAsync(
        string subject, Location place, Right[] anyOf, CancellationToken cancellationToken)
    {
        if (await nodes.FindAsync(place.NodeId, cancellationToken) is not { } node)
        {
            return GrantFaults.NodeGone(place.NodeId);
        }

        foreach (Right right in anyOf)
        {
            if (await (right == Right.Read
                ? rights.MayReadAsync(subject, node, place, cancellationToken)
                : rights.MayWriteAsync(subject, node, place, cancellationToken)))
            {
                return null;
            }
        }

        return GrantFaults.Missing(subject, node, place, anyOf[0]);
    }
}
