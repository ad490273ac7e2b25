using System.CommandLine;
using System.Runtime.CompilerServices;
using DtnBox.Cli.Text;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;

namespace DtnBox.Cli.Browse;

/// <summary><c>dtnbox rm</c></summary>
internal static class ObjectRemove
{
    private const int AtOnce = 1000;

    public static Command Create(Shell shell)
    {
        var places = new Argument<string[]>("site:bucket/key")
        {
            Description = "The objects to delete.", Arity = ArgumentArity.OneOrMore,
        };
        var recursive = new Option<bool>("--recursive", "-r")
        {
            Description = "Everything whose key begins with what is given: end it with a slash to mean a folder.",
        };
        var yes = new Option<bool>("--yes") { Description = "Do not ask before deleting with --recursive." };
        var verb = new Verb(
            "rm",
            "Deletes objects in a site's store, for good. What is not there counts as deleted.",
            "dtnbox rm site-a:results/run-7/notes.txt",
            "dtnbox rm site-a:results/run-7/ --recursive",
            "dtnbox rm site-a:scratch/ --recursive --yes --json")
        {
            places, recursive, yes,
        };
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            Location[] locations = [.. session.Get(places).Select(LocationText.Parse)];
            bool all = session.Get(recursive);
            if (!all && locations.FirstOrDefault(place => place.Prefix.Length == 0) is { } bucket)
            {
                throw new UsageException(
                    $"'{LocationText.From(bucket)}' names no object. Everything in it is deleted with --recursive.");
            }

            if (all && !session.Get(yes) && !await AskAsync(session.Terminal, session.Json, locations, cancellationToken))
            {
                return ExitCodes.Ok;
            }

            return await ShowAsync(session, DeleteAsync(session, locations, all, cancellationToken));
        });
        return verb;
    }

    private static async Task<bool> AskAsync(
        Terminal terminal, bool json, Location[] places, CancellationToken cancellationToken)
    {
        string what = $"everything under {string.Join(", ", places.Select(LocationText.From))}";
        if (!terminal.CanAsk || json)
        {
            throw new UsageException($"This deletes {what}. Nobody can be asked here: add --yes if that is meant.");
        }

        await terminal.Error.WriteAsync($"Delete {what}? [y/N] ");
        if ((await terminal.In.ReadLineAsync(cancellationToken))?.Trim() is "y" or "Y" or "yes")
        {
            return true;
        }

        await terminal.Error.WriteLineAsync("Nothing was deleted.");
        return false;
    }

    private static async IAsyncEnumerable<ObjectDeletion> DeleteAsync(
        Session session, Location[] places, bool recursive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (IGrouping<(string NodeId, string Bucket), Location> bucket in places.GroupBy(place => (place.NodeId, place.Bucket)))
        {
            IAsyncEnumerable<string> keys = recursive
                ? bucket.ToAsyncEnumerable().SelectMany(place => FolderPages
                    .ReadAsync(session.Api, place, recursive: true, cancellationToken)
                    .SelectMany(page => page.Objects.Select(found => found.Key)))
                : bucket.Select(place => place.Prefix).ToAsyncEnumerable();
            await foreach (string[] batch in keys.Chunk(AtOnce).WithCancellation(cancellationToken))
            {
                DeletedObjects deleted = await session.Api.PostAsync<DeletedObjects>(
                    BrowsePaths.Delete(bucket.Key.NodeId), new DeleteObjects(bucket.Key.Bucket, batch), cancellationToken);
                foreach (ObjectDeletion one in deleted.Objects)
                {
                    yield return one;
                }
            }
        }
    }

    private static async Task<int> ShowAsync(Session session, IAsyncEnumerable<ObjectDeletion> objects)
    {
        long deleted = 0;
        long kept = 0;
        IAsyncEnumerable<ObjectDeletion> counted = objects.Select(one =>
        {
            _ = one.Error is null ? deleted++ : kept++;
            return one;
        });
        if (session.Json)
        {
            await JsonText.WriteArrayAsync(session.Terminal.Out, counted);
        }
        else
        {
            await foreach (ObjectDeletion one in counted.Where(one => one.Error is not null))
            {
                await session.Terminal.Error.WriteLineAsync(
                    $"dtnbox: {Printable.From(one.Key)}: {one.Error!.Message} {one.Error.NextStep}");
            }

            await session.Terminal.Out.WriteLineAsync($"Deleted {Figures.Objects(deleted)}.");
        }

        return kept == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
