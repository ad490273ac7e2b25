using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
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
    /// <param name="sender">What the source's node has.</param>
    /// <param name="signer">What the destination's node has.</param>
    public KeyHandling Decide(
        Location source, Location destination, TransferSettings settings, Partner sender, Partner signer)
    {
        string? why = source.NodeId == destination.NodeId ? "both stores are of one node"
            : !signer.HasAgents ? $"node {destination.NodeId} has no agent that could sign for its store"
            : !sender.HasAgents ? $"node {source.NodeId} has no agent that could send what is signed for"
            : !options.Value.WherePossible ? "keyless transfers are switched off (Keyless:WherePossible)"
            : !signer.KnowsHow ? TooOld(destination.NodeId)
            : !sender.KnowsHow ? TooOld(source.NodeId)
            : signer.AddedHeaders == AddedHeaders.Taken
                ? $"the store of node {destination.NodeId} takes headers that nobody signed, so its addresses cannot be given away"
            : settings.DeleteExtras is not null
                ? "it deletes what the source has not, and before each deletion both stores are asked at once"
            : null;
        return why is null
            ? new KeyHandling(KeyMode.Keyless, "both nodes have agents, and each uses its own store's keys only")
            : new KeyHandling(KeyMode.Shared, why);
    }

    private static string TooOld(string nodeId) => $"no agent of node {nodeId} knows keyless transfers; update one";
}
