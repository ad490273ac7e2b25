using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;

namespace DtnBox.Transfer.Planning;

/// <summary>A listing of the destination that its own agent has made.</summary>
internal static class ListedPages
{
    /// <summary>Reads it in key order.</summary>
    public static async IAsyncEnumerable<PlannedObject> ReadAsync(
        DestinationListing listed, Func<int, IAsyncEnumerable<ListedObject>> readPage)
    {
        for (int page = 0; page < listed.Pages; page++)
        {
            await foreach (ListedObject found in readPage(listed.FirstPage + page))
            {
                yield return new PlannedObject(found.Key, found.Size, found.ETag, LastModified: found.LastModified);
            }
        }
    }
}
