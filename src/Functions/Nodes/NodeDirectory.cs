using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Secrets;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Nodes;

/// <summary>The registered nodes.</summary>
internal sealed class NodeDirectory(StorageAccount account, SecretProtector secrets, TimeProvider time)
{
    /// <summary>Registers a node; null when the id is taken.</summary>
    public async Task<NodeRow?> RegisterAsync(RegisterNode request, string owner, CancellationToken cancellationToken)
    {
        var row = new NodeRow
        {
            PartitionKey = NodeRow.Partition,
            RowKey = request.Id,
            DisplayName = request.DisplayName ?? request.Id,
            Owner = owner,
            CreatedAt = time.GetUtcNow(),
        };
        SetStore(row, request.Store);
        return await account.Nodes.TryInsertAsync(row, cancellationToken) ? row : null;
    }

    public Task<NodeRow?> FindAsync(string id, CancellationToken cancellationToken)
        => account.Nodes.FindAsync<NodeRow>(NodeRow.Partition, id, cancellationToken);

    public IAsyncEnumerable<NodeRow> ListAsync(string? after, CancellationToken cancellationToken)
        => account.Nodes.QueryAsync<NodeRow>(
            row => row.PartitionKey == NodeRow.Partition && string.Compare(row.RowKey, after ?? string.Empty) > 0,
            cancellationToken: cancellationToken);

    /// <summary>Replaces address and keys of a node's store. Commands leased from now on use them.</summary>
    public Task<NodeRow?> ReplaceStoreAsync(string id, StoreSettings store, CancellationToken cancellationToken)
        => account.Nodes.ChangeAsync<NodeRow>(
            NodeRow.Partition,
            id,
            row =>
            {
                SetStore(row, store);
                return true;
            },
            cancellationToken);

    /// <summary>Replaces only the keys of a node's store. Commands leased from now on use them.</summary>
    public Task<NodeRow?> ReplaceKeysAsync(string id, StoreKeys keys, CancellationToken cancellationToken)
        => account.Nodes.ChangeAsync<NodeRow>(
            NodeRow.Partition,
            id,
            row =>
            {
                SetKeys(row, keys);
                return true;
            },
            cancellationToken);

    /// <summary>Replaces only the CAs that are trusted for a node's store; null for none of its own.</summary>
    public Task<NodeRow?> ReplaceCaAsync(string id, string? pem, CancellationToken cancellationToken)
        => account.Nodes.ChangeAsync<NodeRow>(
            NodeRow.Partition,
            id,
            row =>
            {
                row.CaCertificate = pem;
                return true;
            },
            cancellationToken);

    /// <summary>Caps what a node's agents send; null removes the cap.</summary>
    public Task<NodeRow?> SetBandwidthAsync(string id, BandwidthPlan? plan, CancellationToken cancellationToken)
        => account.Nodes.ChangeAsync<NodeRow>(
            NodeRow.Partition,
            id,
            row =>
            {
                row.SetBandwidth(plan);
                return true;
            },
            cancellationToken);

    /// <summary>Gives a node's agents no new work, or again.</summary>
    public Task<NodeRow?> DrainAsync(string id, bool drain, CancellationToken cancellationToken)
        => account.Nodes.ChangeAsync<NodeRow>(
            NodeRow.Partition,
            id,
            row =>
            {
                bool changes = row.DrainingSince is null == drain;
                row.DrainingSince = drain ? row.DrainingSince ?? time.GetUtcNow() : null;
                return changes;
            },
            cancellationToken);

    /// <summary>A node's store with its keys in clear, for a command that needs it.</summary>
    public StoreConnection Connection(NodeRow node) => new(
        new Uri(node.Endpoint),
        node.Region,
        node.Addressing,
        node.AccessKey,
        secrets.Reveal(node.ProtectedSecretKey),
        node.CaCertificate);

    private void SetStore(NodeRow row, StoreSettings store)
    {
        row.Endpoint = store.Endpoint.GetLeftPart(UriPartial.Authority);
        row.Region = store.Region ?? "us-east-1";
        row.Addressing = store.Addressing ?? AddressingStyle.Path;
        row.CaCertificate = store.CaCertificate;
        row.ProbeBucket = store.ProbeBucket;
        row.ForgetProbe();
        SetKeys(row, new StoreKeys(store.AccessKey, store.SecretKey));
    }

    private void SetKeys(NodeRow row, StoreKeys keys)
    {
        row.AccessKey = keys.AccessKey;
        row.ProtectedSecretKey = secrets.Protect(keys.SecretKey);
        row.KeysChangedAt = time.GetUtcNow();
    }
}
