using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Transfers;

/// <summary>The legal steps of a transfer, in one table.</summary>
internal static class TransferStates
{
    /// <summary>Nothing happens any more unless somebody restarts it.</summary>
    public static bool IsAtRest(TransferState state) => state is TransferState.Stopped or TransferState.Parked || IsFinal(state);

    /// <summary>Its orchestration has ended; a restart begins a new one.</summary>
    public static bool IsFinal(TransferState state)
        => state is TransferState.Succeeded or TransferState.SucceededWithErrors or TransferState.Failed;

    public static bool CanStop(TransferState state) => CanMove(state, TransferState.Stopping);

    public static bool CanRestart(TransferState state) => CanMove(state, TransferState.Queued);

    public static bool CanMove(TransferState from, TransferState to) => (from, to) switch
    {
        (TransferState.Queued, TransferState.Validating) => true,
        (TransferState.Validating, TransferState.Probing) => true,
        (TransferState.Probing, TransferState.Copying) => true,

        // A run that takes over begins again with the keys, whatever the last one had reached.
        (TransferState.Probing or TransferState.Copying, TransferState.Validating) => true,

        (TransferState.Queued or TransferState.Validating or TransferState.Probing or TransferState.Copying,
            TransferState.Stopping or TransferState.Failed) => true,
        (TransferState.Copying, TransferState.Succeeded or TransferState.SucceededWithErrors) => true,

        // An attempt that took up only what had failed is done, and something else is left.
        (TransferState.Copying, TransferState.Stopped) => true,

        // The last object may be proven right while the stop order is on its way.
        (TransferState.Stopping, TransferState.Stopped or TransferState.Failed
            or TransferState.Succeeded or TransferState.SucceededWithErrors) => true,

        // A store refuses or is full in the middle. Before copying began, the same is a failure: nothing was done yet.
        (TransferState.Copying, TransferState.Parked) => true,
        (TransferState.Parked, TransferState.Stopping) => true,

        // Its owner's right was revoked or ended: that says nothing about the stores, at whatever point it comes.
        (TransferState.Validating or TransferState.Probing, TransferState.Parked) => true,

        // Nobody acted before the deadline.
        (TransferState.Parked, TransferState.Failed) => true,

        (TransferState.Stopped or TransferState.Parked or TransferState.Failed or TransferState.SucceededWithErrors,
            TransferState.Queued) => true,
        _ => false,
    };
}
