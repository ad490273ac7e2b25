namespace DtnBox.Cli.Hub.Histories;

/// <summary>What an instance did: its steps in the order in which they began.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="StartedAt">When it began; null when nothing is recorded yet.</param>
/// <param name="Generation">How often it had continued as new before, where the host tells; what it did then is gone.</param>
/// <param name="Steps">The steps.</param>
internal sealed record InstanceHistory(
    HubInstance Instance, DateTimeOffset? StartedAt, int Generation, IReadOnlyList<HistoryStep> Steps);
