using DtnBox.Randomized.Tests.Faults;

namespace DtnBox.Randomized.Tests.Generation;

/// <summary>Everything one seed decides: what runs, what its client does, and what goes wrong when.</summary>
/// <param name="HasStandby">Whether a second host waits for the lease from the start.</param>
/// <param name="DisturbsStarts">Whether things go wrong already while workflows are started.</param>
internal sealed record Schedule(
    int Seed, WorkflowCase[] Workflows, PlannedFault[] Faults, bool HasStandby, bool DisturbsStarts)
{
    /// <summary>Gets a value indicating whether nothing goes wrong, so that each effect happens exactly as often as asked.</summary>
    public bool IsUndisturbed => Faults.Length == 0;

    /// <summary>Gets a value indicating whether a handler is killed while its host lives.</summary>
    /// <remarks>Hosts report what such a handler was doing as failed, for good: see the model's tolerance for it.</remarks>
    public bool KillsHandlers => Faults.Any(fault => fault is PlannedFault.KillHandler);
}
