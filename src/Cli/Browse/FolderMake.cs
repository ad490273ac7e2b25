using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;

namespace DtnBox.Cli.Browse;

/// <summary><c>dtnbox mkdir</c></summary>
internal static class FolderMake
{
    public static Command Create(Shell shell)
    {
        Argument<Location> place = LocationText.Argument("site:bucket/folder", "The folder to make.");
        var verb = new Verb(
            "mkdir",
            "Makes a folder in a site's store, so that it is seen while it is empty. One that is there stays as it is.",
            "dtnbox mkdir site-a:results/run-8/")
        {
            place,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            Location location = session.Get(place);
            MakeFolder made = await session.Api.PostAsync<MakeFolder>(
                BrowsePaths.Folders(location.NodeId), new MakeFolder(location.Bucket, location.Prefix), cancellationToken);
            await session.ShowAsync(
                made, folder => Printable.From($"{location.NodeId}:{folder.Bucket}/{folder.Prefix} is there."));
            return ExitCodes.Ok;
        });
        return verb;
    }
}
