using System.Net;
using DtnBox.Cli.Api;

namespace DtnBox.Cli.Hub.Histories;

/// <summary>Fetches the history of an instance and of the sub-orchestrations below it.</summary>
/// <param name="hub">Where from.</param>
/// <param name="deep">Whether to follow children that have ended too. Those that run say what their parent waits for.</param>
internal sealed class HistoryLoader(HubClient hub, bool deep)
{
    private const int Deepest = 10;

    private readonly HashSet<string> _seen = [];

    public Task<InstanceHistory> LoadAsync(string id, CancellationToken cancellationToken)
        => LoadAsync(id, level: 0, cancellationToken);

    private async Task<InstanceHistory> LoadAsync(string id, int level, CancellationToken cancellationToken)
    {
        _seen.Add(id);
        InstanceHistory history = HistoryReader.Read(await hub.GetAsync(id, history: true, outputs: true, cancellationToken));
        if (level == Deepest)
        {
            return history;
        }

        List<HistoryStep> steps = [];
        foreach (HistoryStep step in history.Steps)
        {
            steps.Add(step.Child is { Id: { } child } && (deep || step.IsOpen) && _seen.Add(child)
                ? step with { Child = step.Child with { History = await FindAsync(child, level + 1, cancellationToken) } }
                : step);
        }

        return history with { Steps = steps };
    }

    private async Task<InstanceHistory?> FindAsync(string id, int level, CancellationToken cancellationToken)
    {
        try
        {
            return await LoadAsync(id, level, cancellationToken);
        }
        catch (ApiProblemException fault) when (fault.Status == HttpStatusCode.NotFound)
        {
            // Not begun yet, or purged: its parent's line is all there is.
            return null;
        }
    }
}
