using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>What must be known before the first byte moves: that the keys are good, and how far away the other side is.</summary>
/// <param name="Capabilities">What the destination can do; null when the transfer cannot go on.</param>
/// <param name="Fault">Why not.</param>
/// <param name="RttMilliseconds">How far away it is; null when that could not be measured.</param>
internal sealed record Preparation(StoreCapabilities? Capabilities, Fault? Fault, double? RttMilliseconds = null)
{
    private const int Tries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public static async Task<Preparation> RunAsync(
        TaskOrchestrationContext context, OpenTimers timers, TransferBrief brief, TransferRun run)
    {
        for (int attempt = 1; ; attempt++)
        {
            Preparation keys = await ValidateAsync(context, brief, attempt);
            if (keys.Fault is null)
            {
                return keys with { RttMilliseconds = await ProbeAsync(context, brief, run) };
            }

            if (!keys.Fault.Transient || attempt == Tries)
            {
                return keys;
            }

            await timers.After(Pause);
        }
    }

    /// <summary>
    /// The copying agent checks both stores, and the reading-back agent that it can read; without the other's keys, each
    /// checks its own.
    /// </summary>
    private static async Task<Preparation> ValidateAsync(
        TaskOrchestrationContext context, TransferBrief brief, int attempt)
    {
        // What writes nothing must not write a test object either.
        ValidateKeysInput both = brief.Settings.Kind == TransferKind.Copy
            ? new(brief.Source, brief.Destination, ReadBack: null)
            : new(brief.Source, Destination: null, brief.Destination);
        ValidateKeysInput here = brief.Keyless ? new(brief.Source, Destination: null, ReadBack: null) : both;
        List<RemoteCall> checks = [Check(brief, brief.CopyNode, attempt, here)];
        if (brief.VerifyNode != brief.CopyNode)
        {
            ValidateKeysInput there = brief.Keyless
                ? both with { Source = null }
                : new(Source: null, Destination: null, brief.Destination);
            checks.Add(Check(brief, brief.VerifyNode, attempt, there));
        }

        StoreCapabilities? capabilities = null;
        Fault? fault = null;
        foreach (RemoteOutcome<ValidateKeysResult> check in
            await context.CallRemoteActivitiesAsync<ValidateKeysResult>(brief.TransferId, checks))
        {
            capabilities ??= check.Result?.Capabilities;
            fault ??= check.Error ?? (check.Result is { Faults: [var first, ..] } ? first : null);
        }

        return fault is null
            ? new Preparation(capabilities ?? StoreCapabilities.Unknown, null)
            : new Preparation(null, fault);
    }

    private static RemoteCall Check(TransferBrief brief, string nodeId, int attempt, ValidateKeysInput input) => new(
        nodeId,
        CommandId.For(brief.TransferId, brief.Attempt, CommandNames.ValidateKeys, nodeId, attempt),
        CommandNames.ValidateKeys,
        input);

    /// <summary>A path that cannot be measured does not stop a transfer whose keys were just seen to work.</summary>
    private static async Task<double?> ProbeAsync(TaskOrchestrationContext context, TransferBrief brief, TransferRun run)
    {
        RemoteOutcome<ProbePathResult> probe = await context.CallRemoteActivityAsync<ProbePathResult>(
            brief.TransferId,
            brief.CopyNode,
            CommandId.For(brief.TransferId, brief.Attempt, CommandNames.ProbePath),
            CommandNames.ProbePath,
            new ProbePathInput(brief.Destination),
            new StateReached(run.TransferId, run.Run, TransferState.Probing));
        return probe.Outcome == CommandOutcome.Succeeded ? probe.Result?.RttMilliseconds : null;
    }
}
