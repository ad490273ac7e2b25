using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Users.HandOvers;

/// <summary>Transfers, ended and running ones: those that run go on, and their new owner can steer them.</summary>
internal sealed class OwnedTransfers(StorageAccount account, TransferStore transfers)
    : ReassignedRows(account.Transfers, TransferRow.Partition, TransferRow.Prefix)
{
    public override string Kind => "transfers";

    protected override Task ChangeAsync(string key, Func<IHasOwner, bool> change, CancellationToken cancellationToken)
        => transfers.ChangeAsync(key[TransferRow.Prefix.Length..], change, cancellationToken);
}
