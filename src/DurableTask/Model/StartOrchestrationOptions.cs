namespace DtnBox.DurableTask;

/// <summary>How a new orchestration is started.</summary>
/// <param name="InstanceId">
/// The new instance's id; by default the host makes one. Derive it from what is started and the start is idempotent: a
/// second start of a live instance is refused.
/// </param>
/// <param name="Version">The version asked for. Default: the host's default version.</param>
public sealed record StartOrchestrationOptions(string? InstanceId = null, TaskVersion? Version = null);
