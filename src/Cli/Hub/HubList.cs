using System.CommandLine;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.Hub;

/// <summary><c>dtnbox hub list</c></summary>
internal static class HubList
{
    private const int DefaultTop = 50;

    public static Command Create(HubShell shell)
    {
        Option<HubStatus[]> status = StatusOption.Of("Only instances in these states.", Enum.GetValues<HubStatus>());
        Option<Moment?> after = TimeOption.Moment("--created-after", "Only instances created then or later.");
        Option<Moment?> before = TimeOption.Moment("--created-before", "Only instances created then or before.");
        var prefix = new Option<string?>("--prefix") { Description = "Only instances whose id begins so.", HelpName = "text" };
        var top = new Option<int>("--top")
        {
            Description = "How many at most.", DefaultValueFactory = _ => DefaultTop, HelpName = "count",
        };
        top.Validators.Add(result =>
        {
            if (result.Tokens is [{ } token] && int.TryParse(token.Value, out int count) && count < 1)
            {
                result.AddError("--top must be 1 or more.");
            }
        });
        var all = new Option<bool>("--all") { Description = "All of them, however many." };
        var verb = new Verb(
            "list",
            "Lists orchestration instances, in the order in which the host keeps them.",
            "dtnbox hub list --status Running,Suspended",
            "dtnbox hub list --status Failed --created-after 24h",
            "dtnbox hub list --prefix nightly- --all --json | jq -r '.[].instanceId'")
        {
            status, after, before, prefix, top, all,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(top) is { Implicit: false } && result.GetValue(all))
            {
                result.AddError("--top and --all contradict each other.");
            }
        });
        shell.OnRun(verb, async (session, cancellationToken) =>
        {
            var filter = new HubFilter(
                session.Get(status) ?? [],
                session.Get(after)?.On(session.Terminal.Time),
                session.Get(before)?.On(session.Terminal.Time),
                session.Get(prefix));
            return await RunAsync(session, filter, session.Get(all) ? null : session.Get(top), cancellationToken);
        });
        return verb;
    }

    private static async Task<int> RunAsync(HubSession session, HubFilter filter, int? top, CancellationToken cancellationToken)
    {
        // One more than will be shown tells whether there are more.
        bool hasMore = false;
        int left = top ?? int.MaxValue;
        IAsyncEnumerable<HubInstance> shown = session.Hub
            .ListAsync(filter, top is null ? null : Math.Min(top.Value, int.MaxValue - 1) + 1, cancellationToken)
            .TakeWhile(_ => !(hasMore = left-- == 0));
        if (session.Json)
        {
            await JsonText.WriteArrayAsync(session.Terminal.Out, shown.Select(instance => instance.Payload));
        }
        else
        {
            List<HubInstance> instances = await shown.ToListAsync(cancellationToken);
            await session.Terminal.Out.WriteLineAsync(instances switch
            {
                [] when filter.IsEverything => "The task hub has no instances.",
                [] => "No instances match.",
                _ => HubText.Table(instances),
            });
        }

        if (hasMore)
        {
            await session.Terminal.Error.WriteLineAsync($"There are more than these {top}. Ask for them with --top or --all.");
        }

        return ExitCodes.Ok;
    }
}
