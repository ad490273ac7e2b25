using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.KeyLists;

namespace DtnBox.Functions.Users.HandOvers;

/// <summary>Lists of keys: schedules name them, and run with the rights of their owner.</summary>
internal sealed class OwnedKeyLists(StorageAccount account)
    : ReassignedRows(account.KeyLists, KeyListRow.Partition, KeyListRow.Prefix)
{
    private readonly StorageAccount _account = account;

    public override string Kind => "key lists";

    protected override Task ChangeAsync(string key, Func<IHasOwner, bool> change, CancellationToken cancellationToken)
        => _account.KeyLists.ChangeAsync<KeyListRow>(KeyListRow.Partition, key, change, cancellationToken);
}
