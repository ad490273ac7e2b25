using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.KeyLists;

namespace DtnBox.Functions.Users.HandOvers;

/// <summary>Lists of keys: schedules name them, and run with the rights of their owner.</summary>
internal sealed class OwnedKeyLists(StorageAccount account)
    : OwnedRows(account.KeyLists, KeyListRow.Partition, KeyListRow.Prefix)
{
    private readonly StorageAccount _account = account;

    public override string Kind => "key lists";

    protected override async Task<bool> MoveAsync(string key, string from, string to, CancellationToken cancellationToken)
    {
        bool moved = false;
        await _account.KeyLists.ChangeAsync<KeyListRow>(
            KeyListRow.Partition,
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
