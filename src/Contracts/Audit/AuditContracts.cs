namespace DtnBox.Contracts.Audit;

/// <summary>One thing that somebody did, or was not let do: <c>GET /api/v1/audit</c>.</summary>
/// <param name="Id">The entry's id; newer ones sort before older ones.</param>
/// <param name="At">When it began.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">What, by a name that stays; docs/audit.md lists them.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Thing">To what.</param>
/// <param name="Origin">From where; absent for what the system does by itself.</param>
/// <param name="Problem">Why not, in a few words; absent when it was done.</param>
/// <param name="TraceId">The trace that it is part of.</param>
/// <param name="Count">How many it stands for; absent for one.</param>
public sealed record AuditEntry(
    string Id,
    DateTimeOffset At,
    AuditActor Actor,
    string Action,
    AuditOutcome Outcome,
    AuditThing? Thing = null,
    AuditOrigin? Origin = null,
    string? Problem = null,
    string? TraceId = null,
    long? Count = null);

/// <summary>Who did it.</summary>
/// <param name="Kind">What kind of actor.</param>
/// <param name="Id">Their id; absent for whoever is not known.</param>
/// <param name="TokenId">The personal token that was used, if it was one.</param>
/// <param name="InNameOf">Whose rights it was done with, when not the actor's own.</param>
public sealed record AuditActor(ActorKind Kind, string? Id = null, string? TokenId = null, string? InNameOf = null);

/// <summary>The kinds of actors.</summary>
public enum ActorKind
{
    /// <summary>A person.</summary>
    User,

    /// <summary>A token of the configuration.</summary>
    ServiceAccount,

    /// <summary>An agent of a node.</summary>
    Agent,

    /// <summary>Somebody who did not say, or could not prove, who they are.</summary>
    Anonymous,

    /// <summary>DtnBox itself.</summary>
    System,
}

/// <summary>What came of it.</summary>
public enum AuditOutcome
{
    /// <summary>It was begun, and the process died before it could say more: look at the thing itself.</summary>
    Unknown,

    /// <summary>It was done.</summary>
    Succeeded,

    /// <summary>They had no right to it, and nothing was done.</summary>
    Denied,

    /// <summary>It could not be done, or broke off in the middle.</summary>
    Failed,
}

/// <summary>What it was done to.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Id">Which; absent when there was none yet.</param>
public sealed record AuditThing(string Kind, string? Id = null);

/// <summary>Where a request came from.</summary>
/// <param name="Address">The address that the Functions host saw.</param>
/// <param name="UserAgent">The program, as it calls itself, shortened.</param>
public sealed record AuditOrigin(string Address, string? UserAgent = null);
