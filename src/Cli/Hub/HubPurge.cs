using System.CommandLine;

namespace DtnBox.Cli.Hub;

/// <summary><c>dtnbox hub purge</c></summary>
internal static class HubPurge
{
    public static Command Create(HubShell shell)
    {
        Argument<string?> id = new("id")
        {
            Description = "The instance's id. Without it, all that match the options.", Arity = ArgumentArity.ZeroOrOne,
        };
        HubPaths.Check(id, "an instance id");
        Option<Moment?> before = TimeOption.Moment("--created-before", "Delete instances created then or before.");
        Option<Moment?> after = TimeOption.Moment("--created-after", "But none created before then.");
        Option<HubStatus[]> status = StatusOption.Of("Only those that ended so.", [.. HubInstance.Ends]);
        var yes = new Option<bool>("--yes") { Description = "Do not ask before deleting many." };
        var verb = new Verb(
            "purge",
            "Deletes ended instances with their history, for good. Those that have not ended are left alone.",
            "dtnbox hub purge ID",
            "dtnbox hub purge --created-before 30d --status Completed",
            "dtnbox hub purge --created-before 2026-11-01 --yes --json")
        {
            id, before, after, status, yes,
        };
        verb.Validators.Add(result =>
        {
            bool one = result.GetResult(id) is { Tokens.Count: > 0 };
            bool many = result.GetResult(before) is not null;
            if (!one && !many)
            {
                result.AddError("Say what to delete: an instance's id, or --created-before for many.");
            }
            else if (one && (many || result.GetResult(after) is not null || result.GetResult(status) is not null))
            {
                result.AddError("An id names one instance, the options name many: give one or the other.");
            }
        });
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            if (session.Find(id) is { } one)
            {
                return await PurgeOneAsync(session, one, cancellationToken);
            }

            IReadOnlyList<HubStatus> statuses = session.Get(status) is { Length: > 0 } chosen ? chosen : HubInstance.Ends;
            TimeProvider time = session.Terminal.Time;
            var filter = new HubFilter(statuses, session.Get(after)?.On(time), session.Get(before)!.On(time));
            return await PurgeManyAsync(session, filter, session.Get(yes), cancellationToken);
        });
        return verb;
    }

    private static async Task<int> PurgeOneAsync(HubSession session, string id, CancellationToken cancellationToken)
    {
        // Older hosts delete an instance that runs without a word, so we look before.
        HubInstance instance = await session.Hub.GetAsync(id, history: false, outputs: false, cancellationToken);
        if (!instance.HasEnded)
        {
            throw HubRefusals.NotEnded(id);
        }

        await ShowAsync(session, await session.Hub.PurgeAsync(id, cancellationToken));
        return ExitCodes.Ok;
    }

    private static async Task<int> PurgeManyAsync(
        HubSession session, HubFilter filter, bool yes, CancellationToken cancellationToken)
    {
        string what = $"all instances that are {string.Join(" or ", filter.Statuses)} and were created {filter.TimesInWords()}";
        Terminal terminal = session.Terminal;
        if (!yes)
        {
            if (!terminal.CanAsk || session.Json)
            {
                throw new UsageException($"This deletes {what}. Nobody can be asked here: add --yes if that is meant.");
            }

            await terminal.Error.WriteAsync($"Delete {what} at {session.Hub.Address}? [y/N] ");
            if ((await terminal.In.ReadLineAsync(cancellationToken))?.Trim() is not ("y" or "Y" or "yes"))
            {
                await terminal.Error.WriteLineAsync("Nothing was deleted.");
                return ExitCodes.Ok;
            }
        }

        // The API wants a beginning. Nothing durable is older than this one, which every host can read.
        HubFilter bounded = filter with { CreatedAfter = filter.CreatedAfter ?? DateTimeOffset.UnixEpoch };
        await ShowAsync(session, await session.Hub.PurgeAsync(bounded, cancellationToken));
        return ExitCodes.Ok;
    }

    private static Task ShowAsync(HubSession session, int deleted) => session.ShowAsync(
        new Purged(deleted), purged => purged.InstancesDeleted == 1 ? "Deleted 1 instance." : $"Deleted {purged.InstancesDeleted:N0} instances.");

    private sealed record Purged(int InstancesDeleted);
}
