using System.Runtime.Serialization;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Nodes;

/// <summary>A registered site. The secret key is encrypted before it comes here.</summary>
internal sealed class NodeRow : TableRow, IHasOwner
{
    public const string Partition = "nodes";

    public string DisplayName { get; set; } = string.Empty;

    public string Owner { get; set; } = string.Empty;

    public DateTimeOffset CreatedAt { get; set; }

    public string Endpoint { get; set; } = string.Empty;

    public string Region { get; set; } = string.Empty;

    public AddressingStyle Addressing { get; set; }

    public string AccessKey { get; set; } = string.Empty;

    public string ProtectedSecretKey { get; set; } = string.Empty;

    /// <summary>Gets or sets when the keys were entered; absent in rows older than this.</summary>
    public DateTimeOffset? KeysChangedAt { get; set; }

    /// <summary>Gets or sets PEM of the CAs that are trusted for the store.</summary>
    public string? CaCertificate { get; set; }

    /// <summary>Gets or sets the bucket in which the store may be probed.</summary>
    public string? ProbeBucket { get; set; }

    public string? ProbeJson { get; set; }

    public string? ProbeAskedJson { get; set; }

    public string? BandwidthJson { get; set; }

    /// <summary>Gets or sets since when no agent of the node is given new work.</summary>
    public DateTimeOffset? DrainingSince { get; set; }

    [IgnoreDataMember]
    public string Id => RowKey;

    public BandwidthPlan? GetBandwidth() => Read<BandwidthPlan>(BandwidthJson);

    public void SetBandwidth(BandwidthPlan? plan) => BandwidthJson = Write(plan);

    public StoreProbeView? GetProbe() => Read<StoreProbeView>(ProbeJson);

    /// <summary>The probe that was asked for and has not come back; null when there is none.</summary>
    public AskedProbe? GetAskedProbe() => Read<AskedProbe>(ProbeAskedJson);

    public void Ask(AskedProbe probe) => ProbeAskedJson = Write(probe);

    /// <summary>Takes the answer to the probe that was asked for last; false when it is to another one.</summary>
    public bool TryEndProbe(string id, StoreProbeView probe)
    {
        if (GetAskedProbe()?.Id != id)
        {
            return false;
        }

        ProbeAskedJson = null;
        ProbeJson = Write(probe);
        return true;
    }

    /// <summary>Forgets what was found, of a store that is perhaps another one now.</summary>
    public void ForgetProbe() => ProbeJson = ProbeAskedJson = null;

    /// <summary>What everybody may know who knows of the node; <see cref="NodeViews"/> adds what its owner sees.</summary>
    public NodeView View(IReadOnlyList<AgentView> agents) => new(
        Id,
        DisplayName,
        Owner,
        CreatedAt,
        new StoreView(
            new Uri(Endpoint), Region, Addressing, AccessKey: null, CaCertificates.View(CaCertificate), KeysChangedAt),
        agents,
        GetBandwidth(),
        DrainingSince);
}
