using System.CommandLine;
using DtnBox.Cli.Text;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;

namespace DtnBox.Cli.Browse;

/// <summary><c>dtnbox ls</c></summary>
internal static class StoreList
{
    private const int SizeWidth = 10;
    private const int TimeWidth = 23;

    public static Command Create(Shell shell)
    {
        var place = new Argument<string>("site:bucket/prefix")
        {
            Description = "What to list; with a slash at its end what is in a folder, with the site alone its buckets.",
        };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Everything under the prefix, without folders." };
        var verb = new Verb(
            "ls",
            "Lists what is in a site's store, through the site's agent.",
            "dtnbox ls site-a",
            "dtnbox ls site-a:results/run-7/",
            "dtnbox ls site-a:results/ --recursive --json | jq -r '.[].key'")
        {
            place, recursive,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            string text = session.Get(place);
            if (!text.Contains(':', StringComparison.Ordinal))
            {
                await WriteAsync(
                    session, session.Api.ListAsync<BucketView>(BrowsePaths.Buckets(text), cancellationToken), bucket => bucket, BucketLine);
                return ExitCodes.Ok;
            }

            Location location = LocationText.Parse(text);
            IAsyncEnumerable<Listed> rows = FolderPages
                .ReadAsync(session.Api, location, session.Get(recursive), cancellationToken)
                .SelectMany(page => page.Folders.Select(folder => new Listed(folder, null))
                    .Concat(page.Objects.Select(found => new Listed(null, found))));
            await WriteAsync(session, rows, row => row.Data, row => row.Line);
            return ExitCodes.Ok;
        });
        return verb;
    }

    // One line at a time: a bucket may have millions.
    private static async Task WriteAsync<T>(
        Session session, IAsyncEnumerable<T> rows, Func<T, object> data, Func<T, string> line)
    {
        if (session.Json)
        {
            await JsonText.WriteArrayAsync(session.Terminal.Out, rows.Select(data));
            return;
        }

        await foreach (T row in rows)
        {
            await session.Terminal.Out.WriteLineAsync(line(row));
        }
    }

    private static string BucketLine(BucketView bucket) => Line(string.Empty, bucket.CreatedAt, bucket.Name);

    private static string Line(string size, DateTimeOffset? time, string name)
        => $"{size,SizeWidth}  {(time is { } at ? Figures.Moment(at) : string.Empty),TimeWidth}  {Printable.From(name)}";

    private sealed record Listed(string? Folder, ObjectEntry? Object)
    {
        public object Data => (object?)Object ?? new { Folder };

        public string Line => Object is { } found
            ? StoreList.Line(Figures.Bytes(found.Size), found.ModifiedAt, found.Key)
            : StoreList.Line("folder", null, Folder!);
    }
}
