using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Users.HandOvers;

namespace DtnBox.Functions.Grants;

/// <summary>What the owner of a transfer must have a right to, and whether they have it now.</summary>
internal sealed class TransferRights(NodeDirectory nodes, Rights rights, HandOverOrders handOvers)
{
    /// <summary>The first right that the owner of a transfer lacks; null when they lack none.</summary>
    /// <remarks>
    /// A hand-over moves nodes one by one, and then the transfers. Until it is done, what either the old or the new owner
    /// may is enough, or transfers between their own nodes would be parked in the middle of it.
    /// </remarks>
    public async Task<Fault?> MissingAsync(TransferRow transfer, CancellationToken cancellationToken)
    {
        Fault? missing = await MissingAsync([transfer.Owner], transfer, cancellationToken);
        if (missing is null || await handOvers.FindAsync(transfer.Owner, cancellationToken) is not { } order)
        {
            return missing;
        }

        // After its end, a transfer from before it that still names the old owner was read just before it was moved.
        bool concerns = order.Kind is not null || transfer.CreatedAt <= order.OrderedAt;
        return concerns ? await MissingAsync([transfer.Owner, order.To], transfer, cancellationToken) : missing;
    }

    /// <summary>The first right that somebody lacks for a transfer; null when they lack none.</summary>
    public Task<Fault?> MissingAsync(
        string subject,
        Location source,
        Location destination,
        TransferSettings settings,
        CancellationToken cancellationToken)
        => MissingAsync([subject], source, destination, settings, cancellationToken);

    private Task<Fault?> MissingAsync(string[] subjects, TransferRow transfer, CancellationToken cancellationToken)
        => MissingAsync(
            subjects, transfer.GetSource(), transfer.GetDestination(), transfer.GetSettings(), cancellationToken);

    private async Task<Fault?> MissingAsync(
        string[] subjects,
        Location source,
        Location destination,
        TransferSettings settings,
        CancellationToken cancellationToken)
        => await MissingAsync(subjects, source, [Right.Read], cancellationToken)
            ?? await MissingAsync(subjects, destination, AtDestination(settings.Kind), cancellationToken);

    /// <summary>Comparing writes nothing, and tells a writer nothing that a copy would not: either right is enough.</summary>
    private static Right[] AtDestination(TransferKind kind)
        => kind == TransferKind.Copy ? [Right.Write] : [Right.Read, Right.Write];

    private async Task<Fault?> MissingAsync(
        string[] subjects, Location place, Right[] anyOf, CancellationToken cancellationToken)
    {
        if (await nodes.FindAsync(place.NodeId, cancellationToken) is not { } node)
        {
            return GrantFaults.NodeGone(place.NodeId);
        }

        foreach ((string subject, Right right) in subjects.SelectMany(subject => anyOf.Select(right => (subject, right))))
        {
            if (await (right == Right.Read
                ? rights.MayReadAsync(subject, node, place, cancellationToken)
                : rights.MayWriteAsync(subject, node, place, cancellationToken)))
            {
                return null;
            }
        }

        return GrantFaults.Missing(subjects[0], node, place, anyOf[0]);
    }
}
