using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Transfers.Keyless;

/// <summary>Decides, once, whether a transfer's agents get the keys of the other side's store.</summary>
internal sealed class KeyModes(IOptions<KeylessOptions> options)
{
    /// <summary>Gets how long signatures hold.</summary>
    public int SignatureSeconds => (int)options.Value.SignatureLifetime.TotalSeconds;

    /// <param name="source">Where it copies from.</param>
    /// <param name="destination">Where it copies to.</param>
    /// <param name="settings">What it does.</param>
    /// <param name="sourceHasAgents">Whether the source's node has agents.</param>
    /// <param name="destinationHasAgents">Whether the destination's node has agents.</param>
    public KeyHandling Decide(
        Location source,
        Location destination,
        TransferSettings settings,
        bool sourceHasAgents,
        bool destinationHasAgents)
    {
        string? why = source.NodeId == destination.NodeId ? "both stores are of one node"
            : !destinationHasAgents ? $"node {destination.NodeId} has no agent that could sign for its store"
            : !sourceHasAgents ? $"node {source.NodeId} has no agent that could send what is signed for"
            : !options.Value.WherePossible ? "keyless transfers are switched off (Keyless:WherePossible)"
            : settings.DeleteExtras is not null
                ? "it deletes what the source has not, and before each deletion both stores are asked at once"
            : null;
        return why is null
            ? new KeyHandling(KeyMode.Keyless, "both nodes have agents, and each uses its own store's keys only")
            : new KeyHandling(KeyMode.Shared, why);
    }

}
