using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users.HandOvers;

internal sealed class OwnedNodes(StorageAccount account) : OwnedRows(account.Nodes, NodeRow.Partition, string.Empty)
{
    private readonly StorageAccount _account = account;

    public override string Kind => "nodes";

    protected override async Task<bool> MoveAsync(string key, string from, string to, CancellationToken cancellationToken)
    {
        bool moved = false;
        await _account.Nodes.ChangeAsync<NodeRow>(
            NodeRow.Partition,
            key,
            row =>
            {
                moved = row.Owner == from;
                row.Owner = moved ? to : row.Owner;
                return moved;
            },
            cancellationToken);
        return moved;
    }
}
