using System.Text.Json;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Stores;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Keyless;

namespace DtnBox.Functions.Commands;

/// <summary>What an agent is given with a lease: the input, and the stores that it names.</summary>
internal sealed class CommandContents(StorageAccount account, NodeDirectory nodes, TransferStore transfers)
{
    /// <summary>A leased command as its agent gets it; null when it has no record, or is of no use to anybody any more.</summary>
    /// <remarks>
    /// The latter is what a process has left that stood still while it carried a chain on, and woke up after its transfer
    /// had ended.
    /// </remarks>
    public async Task<LeasedCommand?> FindAsync(OpenCommandRow open, CancellationToken cancellationToken)
    {
        if (await account.Commands.FindAsync<CommandRow>(
            open.PartitionKey, CommandRow.Prefix + open.GetId(), cancellationToken) is not { } command)
        {
            return null;
        }

        TransferRow? transfer = await transfers.FindAsync(open.TransferId, cancellationToken);
        if (command.ReadChain()?.IsOver(transfer) == true)
        {
            return null;
        }

        JsonElement input = JsonElement.Parse(command.InputJson);
        return new LeasedCommand(
            open.GetId(),
            open.Name,
            input,
            open.LeaseId!,
            open.LeaseExpiresAt!.Value,
            open.Deliveries,
            await StoresAsync(open, transfer, input, cancellationToken),
            command.Traceparent,
            command.TransferId);
    }

    /// <summary>The stores of the locations in a command's input. Their keys exist outside the nodes table only here.</summary>
    private async Task<IReadOnlyDictionary<string, StoreConnection>> StoresAsync(
        OpenCommandRow open, TransferRow? transfer, JsonElement input, CancellationToken cancellationToken)
    {
        bool shared = KeyAccess.AreShared(transfer);
        Dictionary<string, StoreConnection> stores = new(StringComparer.Ordinal);
        foreach (JsonProperty property in input.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object
                && property.Value.TryGetProperty("nodeId", out JsonElement nodeId)
                && await nodes.FindAsync(nodeId.GetString()!, cancellationToken) is { } node)
            {
                // Whatever a command names: keys leave here to their own node's agents, and to others only where agreed.
                StoreConnection store = nodes.Connection(node);
                stores[node.Id] = shared || node.Id == open.PartitionKey ? store : store.WithoutKeys();
            }
        }

        return stores;
    }
}
