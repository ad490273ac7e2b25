using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Contracts.Nodes;

/// <summary>Registers a site: <c>POST /api/v1/nodes</c>.</summary>
/// <param name="Id">The node's name in addresses: 1 to 40 of <c>a-z 0-9 -</c>, starting with a letter. Never changes.</param>
/// <param name="DisplayName">What people read. Default: the id.</param>
/// <param name="Store">The site's object store.</param>
public sealed record RegisterNode(string Id, string? DisplayName, StoreSettings Store);

/// <summary>A store as its owner enters it. Keys are write-only: no answer ever carries them.</summary>
/// <param name="Endpoint">An <c>http</c> or <c>https</c> address without path, as the agents reach it.</param>
/// <param name="Region">The signing region. Default <c>us-east-1</c>.</param>
/// <param name="Addressing">How buckets are addressed. Default path style.</param>
/// <param name="AccessKey">The access key id.</param>
/// <param name="SecretKey">The secret access key; stored encrypted.</param>
/// <param name="CaCertificate">
/// PEM of the CA that signed the store's certificate, when that is the site's own. It is trusted for this store in
/// addition to the CAs that agents trust anyway.
/// </param>
/// <param name="ProbeBucket">A bucket that the keys may write in, to find out what the store can do; absent for none.</param>
public sealed record StoreSettings(
    Uri Endpoint,
    string? Region,
    AddressingStyle? Addressing,
    string AccessKey,
    string SecretKey,
    string? CaCertificate = null,
    string? ProbeBucket = null)
{
    /// <summary>Shown instead of the record, so that no log or error can carry the secret.</summary>
    public override string ToString() => $"store {Endpoint}";
}

/// <summary>New keys of a store: <c>PUT /api/v1/nodes/{id}/store/keys</c>. Commands leased from then on use them.</summary>
public sealed record StoreKeys(string AccessKey, string SecretKey)
{
    /// <summary>Shown instead of the record, so that no log or error can carry the secret.</summary>
    public override string ToString() => "keys of a store";
}

/// <summary>The CA of a store: <c>PUT /api/v1/nodes/{id}/store/ca</c>.</summary>
/// <param name="CaCertificate">PEM of one or more CA certificates; absent for none of its own.</param>
public sealed record StoreCa(string? CaCertificate);

/// <summary>A store as everybody else sees it.</summary>
/// <param name="AccessKey">The access key id, for the node's owner and administrators; absent for others.</param>
/// <param name="CaCertificates">The CAs that are trusted for this store in particular; absent when there is none.</param>
/// <param name="KeysChangedAt">When the keys were entered; absent when that was not recorded.</param>
/// <param name="Warnings">What is not wrong and yet should be looked at; absent when there is nothing.</param>
public sealed record StoreView(
    Uri Endpoint,
    string Region,
    AddressingStyle Addressing,
    string? AccessKey,
    IReadOnlyList<CaCertificateView>? CaCertificates = null,
    DateTimeOffset? KeysChangedAt = null,
    IReadOnlyList<string>? Warnings = null);

/// <summary>A probe of a node's store that has ended.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Agent">Which agent did it.</param>
/// <param name="Bucket">The bucket it was done in.</param>
/// <param name="Findings">What was found; absent when it could not be carried through.</param>
/// <param name="Faults">Why not; or what was left behind and must be removed by hand.</param>
public sealed record StoreProbeView(
    DateTimeOffset At, string Agent, string Bucket, StoreFindings? Findings, IReadOnlyList<Fault> Faults);

/// <summary>Asks for a probe: <c>POST /api/v1/nodes/{id}/store/probe</c>.</summary>
/// <param name="Bucket">Where. Default: the bucket that was entered with the store.</param>
public sealed record ProbeStoreRequest(string? Bucket = null);

/// <summary>A CA certificate.</summary>
/// <param name="Subject">Whose it is.</param>
/// <param name="NotAfter">Until when it is good.</param>
/// <param name="Sha256">The hex SHA-256 of the certificate, by which people compare it.</param>
public sealed record CaCertificateView(string Subject, DateTimeOffset NotAfter, string Sha256);

/// <summary>A node: a site's agents and its store.</summary>
/// <param name="Bandwidth">The cap on what its agents send, all together; absent for none.</param>
/// <param name="DrainingSince">Since when none of its agents is given new work; absent while they are.</param>
/// <param name="Probe">What the last probe of its store found, for its owner and administrators; absent for others.</param>
/// <param name="ProbeRequestedAt">When a probe was asked for that has not come back yet; absent when there is none.</param>
/// <param name="OwnerName">What its owner is called, for administrators; absent for others.</param>
public sealed record NodeView(
    string Id,
    string DisplayName,
    string Owner,
    DateTimeOffset CreatedAt,
    StoreView Store,
    IReadOnlyList<AgentView> Agents,
    BandwidthPlan? Bandwidth = null,
    DateTimeOffset? DrainingSince = null,
    StoreProbeView? Probe = null,
    DateTimeOffset? ProbeRequestedAt = null,
    string? OwnerName = null)
{
    /// <summary>Gets a value indicating whether an agent of this node was heard in the last 30 seconds.</summary>
    public bool Online => Agents.Any(agent => agent.Online);
}

/// <summary>An agent of a node.</summary>
/// <param name="RevokedAt">Since when the control plane no longer listens to it; absent while it does.</param>
/// <param name="RevokedBy">Who revoked it.</param>
/// <param name="DrainingSince">Since when it is given no new work; absent while it is.</param>
/// <param name="KeyChangedAt">When it last changed its key pair; absent when it has the one it enrolled with.</param>
/// <param name="KeyChangeRequestedAt">When it was asked to change it and has not yet; absent otherwise.</param>
/// <param name="Facts">What it last said of its machine, for the node's owner and administrators; absent for others.</param>
/// <param name="FactsAt">When it said so.</param>
/// <param name="KeyId">The thumbprint (RFC 7638) of its key, as in the receipts that it signs.</param>
/// <param name="FormerKeys">The keys it had before, the last one at the end; the last 50 of them.</param>
public sealed record AgentView(
    string Id,
    string HostName,
    string Version,
    DateTimeOffset EnrolledAt,
    DateTimeOffset? LastSeenAt,
    bool Online,
    DateTimeOffset? RevokedAt = null,
    string? RevokedBy = null,
    DateTimeOffset? DrainingSince = null,
    DateTimeOffset? KeyChangedAt = null,
    DateTimeOffset? KeyChangeRequestedAt = null,
    AgentFacts? Facts = null,
    DateTimeOffset? FactsAt = null,
    string? KeyId = null,
    IReadOnlyList<FormerAgentKey>? FormerKeys = null);

/// <summary>A key that an agent had.</summary>
/// <param name="KeyId">Its thumbprint, as in the receipts that it signed.</param>
/// <param name="Until">When another one took its place.</param>
public sealed record FormerAgentKey(string KeyId, DateTimeOffset Until);

/// <summary>A one-time enrolment code: <c>POST /api/v1/nodes/{id}/enrollments</c>. Shown once.</summary>
/// <param name="Id">By which the code is listed and revoked; it tells nothing of the code.</param>
public sealed record EnrollmentCode(string Code, DateTimeOffset ExpiresAt, string? Id = null);

/// <summary>A one-time code that nobody has used yet: <c>GET /api/v1/nodes/{id}/enrollments</c>.</summary>
/// <param name="Id">By which it is revoked.</param>
/// <param name="ExpiresAt">Until when it is good.</param>
/// <param name="CreatedBy">Who made it; absent when that was not recorded.</param>
/// <param name="CreatedAt">When; absent when that was not recorded.</param>
public sealed record OutstandingCode(
    string Id, DateTimeOffset ExpiresAt, string? CreatedBy = null, DateTimeOffset? CreatedAt = null);
