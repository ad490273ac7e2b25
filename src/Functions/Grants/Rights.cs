using System.Security.Claims;
using System.Runtime.CompilerServices;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.People;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;

namespace DtnBox.Functions.Grants;

/// <summary>The one place that decides who may do what with nodes and the data in their stores.</summary>
/// <remarks>
/// Data is for the node's owner and for those who hold a grant, whatever their role. An administrator looks after all
/// nodes and all grants; to touch data, they give themselves a grant, which the audit shows.
/// </remarks>
internal sealed class Rights(GrantStore grants, GranteeNames names, TimeProvider time)
{
    /// <summary>Whether somebody may change a node, and say who else may use it.</summary>
    public static bool MayManage(Caller caller, NodeRow node) => caller.MayUse(node.Owner);

    /// <summary>
    /// What was looked up, if it is the caller's or they are an administrator; else null: it is hidden from them, and the
    /// audit is told. Every endpoint for a thing that somebody owns asks here.
    /// </summary>
    public static TThing? Owned<TThing>(ClaimsPrincipal user, TThing? thing, Func<TThing, string> ownerOf)
        where TThing : class
        => thing is null ? null : Denial.Unless(Caller.From(user).MayUse(ownerOf(thing)), thing);

    /// <summary>Whether a node is there at all for somebody.</summary>
    public async Task<bool> MaySeeAsync(Caller caller, NodeRow node, CancellationToken cancellationToken)
    {
        bool may = MayManage(caller, node)
            || await HeldAsync(caller.Subject, node.Id, cancellationToken).AnyAsync(cancellationToken);
        if (!may)
        {
            Denial.Occurred();
        }

        return may;
    }

    /// <summary>Whether somebody may list and read a place.</summary>
    public Task<bool> MayReadAsync(string subject, NodeRow node, Location place, CancellationToken cancellationToken)
        => MayAsync(subject, node, place, Right.Read, cancellationToken);

    /// <summary>Whether somebody may use a place as a destination.</summary>
    public Task<bool> MayWriteAsync(string subject, NodeRow node, Location place, CancellationToken cancellationToken)
        => MayAsync(subject, node, place, Right.Write, cancellationToken);

    /// <summary>The nodes that are there for somebody, decided for all of them with one look at the grants.</summary>
    public async Task<Predicate<NodeRow>> SightAsync(Caller caller, CancellationToken cancellationToken)
    {
        HashSet<string> granted = caller.Role == Role.Administrator
            ? []
            : await HeldAsync(caller.Subject, cancellationToken)
                .Select(grant => grant.PartitionKey).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        return node => MayManage(caller, node) || granted.Contains(node.Id);
    }

    /// <summary>What somebody holds now, at all nodes.</summary>
    public async IAsyncEnumerable<GrantRow> HeldAsync(
        string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? address = await names.AddressOfAsync(subject, cancellationToken);
        await foreach (GrantRow grant in grants.ListHeldAsync(subject, address, cancellationToken))
        {
            yield return grant;
        }
    }

    /// <summary>All that somebody may do with a node's data now, and why.</summary>
    public async Task<AccessView> AccessAsync(string subject, NodeRow node, CancellationToken cancellationToken)
    {
        List<AccessEntry> access = node.Owner == subject
            ? [.. Enum.GetValues<Right>().Select(right => new AccessEntry(right, null, string.Empty, null, "owns the node"))]
            : [];
        await foreach (GrantRow grant in HeldAsync(subject, node.Id, cancellationToken))
        {
            string why = grant.Grantee == Grantees.Everyone ? "everyone signed in"
                : grant.Grantee == subject ? "granted to them"
                : $"granted to {grant.Grantee}";
            access.Add(new AccessEntry(
                grant.Right, grant.Bucket, grant.KeyPrefix, grant.Until, $"{why}, by {grant.GrantedBy}", grant.GetId()));
        }

        return new AccessView(node.Id, subject, node.Owner == subject, access);
    }

    private async Task<bool> MayAsync(
        string subject, NodeRow node, Location place, Right right, CancellationToken cancellationToken)
        => node.Owner == subject
            || await HeldAsync(subject, node.Id, cancellationToken)
                .AnyAsync(grant => grant.Right == right && grant.Covers(place), cancellationToken);

    private async IAsyncEnumerable<GrantRow> HeldAsync(
        string subject, string nodeId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string? address = await names.AddressOfAsync(subject, cancellationToken);
        await foreach (GrantRow grant in grants.ListAsync(nodeId, cancellationToken))
        {
            if (grant.IsTo(subject, address) && grant.Holds(now))
            {
                yield return grant;
            }
        }
    }
}
