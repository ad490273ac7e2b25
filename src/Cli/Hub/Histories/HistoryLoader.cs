using System.Net;
using DtnBox.Cli.Api;

namespace DtnBox.Cli.Hub.Histories;

/// <summary>Fetches the history of an instance and of the sub-orchestrations below it.</summary>
/// <param name="hub">Where from.</param>
/// <param name="time">The clock.</param>
/// <param name="deep">Whether to look for children whose ids the history does not tell.</param>
internal sealed class HistoryLoader(HubClient hub, TimeProvider time, bool deep)
{
    private const int Deepest = 10;

    // The host that stored a child may have another clock than the one that scheduled it.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _seen = [];

    public Task<InstanceHistory> LoadAsync(string id, CancellationToken cancellationToken)
        => LoadAsync(id, level: 0, cancellationToken);

    private async Task<InstanceHistory> LoadAsync(string id, int level, CancellationToken cancellationToken)
    {
        _seen.Add(id);
        // Results are needed even when they are not shown: failures of DtnBox's own activities are among them.
        InstanceHistory history = HistoryReader.Read(await hub.GetAsync(id, history: true, outputs: true, cancellationToken));
        if (level == Deepest)
        {
            return history;
        }

        List<HistoryStep> steps = [];
        foreach (HistoryStep step in history.Steps)
        {
            steps.Add(step.Child is { } child
                ? step with { Child = await FollowAsync(child, step, id, level, cancellationToken) }
                : step);
        }

        return history with { Steps = steps };
    }

    private async Task<ChildCall> FollowAsync(
        ChildCall child, HistoryStep step, string parentId, int level, CancellationToken cancellationToken)
    {
        string? id = child.Id ?? (deep ? await FindAsync(child.Name, step, parentId, cancellationToken) : null);
        if (id is null || _seen.Contains(id))
        {
            return child with { Id = id };
        }

        try
        {
            return child with { Id = id, History = await LoadAsync(id, level + 1, cancellationToken) };
        }
        catch (ApiProblemException fault) when (fault.Status == HttpStatusCode.NotFound)
        {
            // Not begun yet, or purged: its parent's line is all there is.
            return child with { Id = id };
        }
    }

    /// <summary>Looks for the one instance that can be the child: its name, created while the parent waited.</summary>
    private async Task<string?> FindAsync(
        string name, HistoryStep step, string parentId, CancellationToken cancellationToken)
    {
        var filter = new HubFilter([], step.BeganAt - ClockSlack, (step.EndedAt ?? time.GetUtcNow()) + ClockSlack);
        List<string> candidates = await hub.ListAsync(filter, most: null, cancellationToken)
            .Where(instance => instance.Name == name && instance.Id != parentId)
            .Select(instance => instance.Id)
            .ToListAsync(cancellationToken);
        string[] own = [.. candidates.Where(id => id.StartsWith(parentId, StringComparison.Ordinal))];
        return (own, candidates) switch
        {
            // Many apps derive the ids of children from their parent's.
            ([var one], _) => one,
            ([], [var one]) => one,
            _ => null,
        };
    }
}
