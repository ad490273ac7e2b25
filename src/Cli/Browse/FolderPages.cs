using System.Runtime.CompilerServices;
using DtnBox.Cli.Api;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;

namespace DtnBox.Cli.Browse;

/// <summary>Reads a folder to its end, page by page as the caller takes them.</summary>
internal static class FolderPages
{
    public static async IAsyncEnumerable<FolderPage> ReadAsync(
        ApiClient api, Location place, bool recursive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            FolderPage page = await api.GetAsync<FolderPage>(BrowsePaths.Page(place, recursive, after), cancellationToken);
            yield return page;
            after = page.Next;
        }
        while (after is not null);
    }
}
