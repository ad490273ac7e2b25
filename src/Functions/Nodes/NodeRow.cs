using System.Runtime.Serialization;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Nodes;

/// <summary>A registered site. The secret key is encrypted before it comes here.</summary>
internal sealed class NodeRow : TableRow
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

    public string? BandwidthJson { get; set; }

    /// <summary>Gets or sets since when no agent of the node is given new work.</summary>
    public DateTimeOffset? DrainingSince { get; set; }

    [IgnoreDataMember]
    public string Id => RowKey;

    public BandwidthPlan? GetBandwidth() => Read<BandwidthPlan>(BandwidthJson);

    public void SetBandwidth(BandwidthPlan? plan) => BandwidthJson = Write(plan);

    public NodeView View(IReadOnlyList<AgentView> agents) => new(
        Id,
        DisplayName,
        Owner,
        CreatedAt,
        new StoreView(new Uri(Endpoint), Region, Addressing, AccessKey),
        agents,
        GetBandwidth(),
        DrainingSince);
}
