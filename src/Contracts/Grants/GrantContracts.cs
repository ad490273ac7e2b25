namespace DtnBox.Contracts.Grants;

/// <summary>What somebody may do with a store's data.</summary>
public enum Right
{
    /// <summary>List and read: use the place as a transfer's source.</summary>
    Read,

    /// <summary>
    /// Use the place as a transfer's destination: put and overwrite objects, list and read back what lies there to compare
    /// it, and delete extra objects when the transfer is told to. It does not make the place a source.
    /// </summary>
    Write,
}

/// <summary>Gives somebody a right on part of a node's store: <c>POST /api/v1/nodes/{id}/grants</c> with an <c>Idempotency-Key</c>.</summary>
/// <param name="To">
/// A user's id; an e-mail address, for whoever signs in with it, verified; a service account; or <see cref="Grantees.Everyone"/>.
/// </param>
/// <param name="Right">One right; both take two grants.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Until">From this moment on it is worth nothing; within the next 366 days.</param>
/// <param name="Prefix">What keys must begin with, compared as text; empty for the whole bucket.</param>
/// <param name="Note">What it is for, up to 200 characters.</param>
public sealed record CreateGrant(
    string To, Right Right, string Bucket, DateTimeOffset Until, string Prefix = "", string? Note = null);

/// <summary>Who may get a grant besides single users.</summary>
public static class Grantees
{
    /// <summary>Everybody who is signed in.</summary>
    public const string Everyone = "everyone";
}

/// <summary>A grant.</summary>
/// <param name="Id">The grant's id.</param>
/// <param name="NodeId">Whose store.</param>
/// <param name="To">Who has it.</param>
/// <param name="Right">What it allows.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What keys must begin with; empty for the whole bucket.</param>
/// <param name="Until">When it ends, or ended.</param>
/// <param name="GrantedBy">Who gave it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="Note">What it is for.</param>
/// <param name="Warning">What the giver may not have meant; absent when there is nothing to say.</param>
/// <param name="ToName">What <paramref name="To"/> is called, when it is a user's id.</param>
/// <param name="ToEmail">Their address, for administrators.</param>
/// <param name="GrantedByName">What <paramref name="GrantedBy"/> is called, when it is a user's id.</param>
public sealed record GrantView(
    string Id,
    string NodeId,
    string To,
    Right Right,
    string Bucket,
    string Prefix,
    DateTimeOffset Until,
    string GrantedBy,
    DateTimeOffset CreatedAt,
    string? Note = null,
    string? Warning = null,
    string? ToName = null,
    string? ToEmail = null,
    string? GrantedByName = null);

/// <summary>What somebody may do at a node now: <c>GET /api/v1/nodes/{id}/access</c>, for oneself or with <c>?user=</c>.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="User">Who.</param>
/// <param name="IsOwner">Whether they own the node, and with it all rights on its store.</param>
/// <param name="Access">What they may do; of an owner one entry for the whole store and each right.</param>
public sealed record AccessView(string NodeId, string User, bool IsOwner, IReadOnlyList<AccessEntry> Access);

/// <summary>One right on one place, and why.</summary>
/// <param name="Right">What they may do.</param>
/// <param name="Bucket">The bucket; absent for all of them.</param>
/// <param name="Prefix">What keys must begin with.</param>
/// <param name="Until">When it ends; absent for never.</param>
/// <param name="Why">Where it comes from, in words.</param>
/// <param name="GrantId">The grant it comes from, if it is one.</param>
public sealed record AccessEntry(
    Right Right, string? Bucket, string Prefix, DateTimeOffset? Until, string Why, string? GrantId = null);
