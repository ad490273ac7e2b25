using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Transfers;

/// <summary>The first objects that a dry run found to copy or to delete, or did not find.</summary>
internal static class DryRunRows
{
    private const int Most = 20;

    public static async Task ShowAsync(Session session, string id, CancellationToken cancellationToken)
    {
        // Never the whole listing: the first page is enough.
        int shown = 0;
        await foreach (ObjectView row in session.Api.ListAsync<ObjectView>(
            $"{TransferPaths.Part(id, "objects")}?limit={Most}", cancellationToken))
        {
            if (shown++ == Most)
            {
                await session.Terminal.Out.WriteLineAsync($"  and more. See all with: dtnbox transfer objects {id}");
                break;
            }

            string what = row.State == ObjectState.Extra ? "delete" : row.Fault is null ? "copy" : "miss";
            await session.Terminal.Out.WriteLineAsync(Printable.From($"  {what,-6}  {Figures.Bytes(row.Size),10}  {row.Key}"));
        }
    }
}
