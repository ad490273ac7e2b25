using DtnBox.Contracts.Transfers;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Transfers.Healing;

/// <summary>What a transfer needs whose row and orchestration were compared.</summary>
internal enum HealStep
{
    /// <summary>Nothing: row and orchestration agree, or are just about to.</summary>
    None,

    /// <summary>Its start was lost.</summary>
    Start,

    /// <summary>Its orchestration ended, but it did not: another run goes on.</summary>
    TakeOver,

    /// <summary>A stop order was lost.</summary>
    TellStop,

    /// <summary>A restart order was lost.</summary>
    TellRestart,

    /// <summary>Its deadline passed, and its orchestration seems not to know.</summary>
    TellDeadline,

    /// <summary>Too many runs in a row ended without getting anything done.</summary>
    GiveUp,
}

/// <summary>Compares what a transfer's row says with what its orchestration does.</summary>
internal static class HealDecision
{
    /// <summary>How long a start or an order may be on its way before it is taken for lost.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs in a row that may end without a byte moved. A store that is away may cost several.</summary>
    public const int MostFruitlessRuns = 10;

    public static HealStep For(TransferRow row, OrchestrationMetadata? run, DateTimeOffset now)
    {
        if (TransferStates.IsFinal(row.State))
        {
            // It ended since it was listed as active; whether its orchestration was purged already says nothing.
            return HealStep.None;
        }

        bool late = now - row.StateSince >= Patience;
        if (run is null)
        {
            return late && !TransferStates.IsAtRest(row.State) ? HealStep.Start : HealStep.None;
        }

        if (run.IsCompleted)
        {
            return TransferStates.IsAtRest(row.State) ? HealStep.None
                : row.FruitlessRuns >= MostFruitlessRuns ? HealStep.GiveUp
                : HealStep.TakeOver;
        }

        return (late, row.State) switch
        {
            (true, TransferState.Stopping) => HealStep.TellStop,
            (true, TransferState.Queued) when row.Order > 0 => HealStep.TellRestart,
            (_, TransferState.Validating or TransferState.Probing or TransferState.Copying)
                when now - row.GetDeadline() >= Patience => HealStep.TellDeadline,
            _ => HealStep.None,
        };
    }
}
