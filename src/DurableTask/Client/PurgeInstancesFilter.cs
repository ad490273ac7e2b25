namespace DtnBox.DurableTask.Client;

/// <summary>Which finished instances are forgotten; an absent value does not restrict.</summary>
/// <param name="Statuses">Of these, only the final ones match anything.</param>
public sealed record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IReadOnlyCollection<OrchestrationRuntimeStatus>? Statuses = null);
