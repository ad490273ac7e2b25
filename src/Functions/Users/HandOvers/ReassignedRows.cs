using Azure.Data.Tables;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users.HandOvers;

/// <summary>Things that are handed over by writing another owner into their row.</summary>
/// <param name="table">Where they are.</param>
/// <param name="partition">The partition.</param>
/// <param name="prefix">What their row keys begin with; empty when nothing else is there.</param>
internal abstract class ReassignedRows(TableClient table, string partition, string prefix)
    : OwnedRows(table, partition, prefix)
{
    protected sealed override async Task<bool> MoveAsync(
        string key, string from, string to, CancellationToken cancellationToken)
    {
        bool moved = false;
        await ChangeAsync(
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

    /// <summary>Changes one under its ETag, if it is still there.</summary>
    /// <param name="key">Its row key.</param>
    /// <param name="change">Changes the row and says whether there is anything to write.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    protected abstract Task ChangeAsync(string key, Func<IHasOwner, bool> change, CancellationToken cancellationToken);
}
