using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Users.HandOvers;

/// <summary>Transfers, ended and running ones: those that run go on, and their new owner can steer them.</summary>
internal sealed class OwnedTransfers(StorageAccount account, TransferStore transfers)
    : OwnedRows(account.Transfers, TransferRow.Partition, TransferRow.Prefix)
{
    public override string Kind => "transfers";

    protected override async Task<bool> MoveAsync(string key, string from, string to, CancellationToken cancellationToken)
    {
        bool moved = false;
        await transfers.ChangeAsync(
            key[TransferRow.Prefix.Length..],
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
