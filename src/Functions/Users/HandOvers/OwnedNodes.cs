using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users.HandOvers;

internal sealed class OwnedNodes(StorageAccount account) : ReassignedRows(account.Nodes, NodeRow.Partition, string.Empty)
{
    private readonly StorageAccount _account = account;

    public override string Kind => "nodes";

    protected override Task ChangeAsync(string key, Func<IHasOwner, bool> change, CancellationToken cancellationToken)
        => _account.Nodes.ChangeAsync<NodeRow>(NodeRow.Partition, key, change, cancellationToken);
}
