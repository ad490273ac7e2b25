using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers.Activities;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Carries one transfer: check the keys, probe the path, then list, copy and verify all at once.</summary>
/// <remarks>
/// 1. Read what is wanted and what is done; leave if another run has taken over.
/// 2. Prepare: keys of both sides, the path.
/// 3. Copy until the listing is complete and no chunk is left. Every so many chunks it continues as new. What one chunk
///    needs is decided in the agents' queue (<see cref="Chains.ChunkChains"/>); here only its end is heard.
/// 4. Delete extras, when that was asked for and all else is proven.
/// 5. Finish: judge by the ledger.
/// When a store as a whole refuses or is full in the middle of it, the transfer is parked: a person must act.
/// A stop order at any point drains what is in the agents' hands and then waits, durably, for a restart. A deadline
/// that passes drains them too, and then the transfer has failed. A right that is gone drains and parks.
/// </remarks>
internal sealed class TransferOrchestrator : TaskOrchestrator<TransferRun, TransferState?>
{
    private static readonly TimeSpan AskHoldersEvery = TimeSpan.FromSeconds(2);

    public override async Task<TransferState?> RunAsync(TaskOrchestrationContext context, TransferRun run)
    {
        using var timers = new OpenTimers(context);
        return await RunAsync(context, timers, run);
    }

    private static async Task<TransferState?> RunAsync(
        TaskOrchestrationContext context, OpenTimers timers, TransferRun run)
    {
        TransferBrief? brief = await context.CallActivityAsync<TransferBrief?>(
            nameof(BeginRun), run, RemoteActivities.Retries);
        if (brief is null)
        {
            return null;
        }

        if (brief.StopRequested)
        {
            return await WaitStoppedAsync(context, timers, run, brief, []);
        }

        Task stop = NextOrderAsync(context, TransferOrder.Stop, brief.Order);
        Task<DateTimeOffset> late = Deadlines.PassedAsync(context, timers, run.TransferId, brief.Settings.Deadline);
        Task<Fault> denied = RightsLost.HeardAsync(context, brief.Order);
        Task halt = Task.WhenAny(stop, late, denied);
        StateReached? reached = null;
        if (run.Capabilities is null)
        {
            Task<Preparation> preparing = Preparation.RunAsync(context, timers, brief, run);
            await Task.WhenAny(preparing, halt);
            if (halt.IsCompleted)
            {
                return await HaltAsync(context, timers, run, brief, [preparing], stop, late, denied: denied);
            }

            Preparation prepared = await preparing;
            if (prepared.Capabilities is null)
            {
                return await FinishAsync(context, run, prepared.Fault);
            }

            run = run with { Capabilities = prepared.Capabilities };
            reached = new StateReached(run.TransferId, run.Run, TransferState.Copying, prepared.RttMilliseconds);
        }

        var copying = new CopyLoop(context, timers, brief, run, reached);
        switch (await copying.RunAsync(halt))
        {
            case CopyLoopEnd.Stopped:
                return await HaltAsync(context, timers, run, brief, copying.InHand, stop, late, denied: denied);
            case CopyLoopEnd.Continue:
                context.ContinueAsNew(copying.Continuation());
                return null;
            case CopyLoopEnd.Failed:
                if (FaultClasses.BudgetOf(copying.Fault!).Parks)
                {
                    return await ParkAsync(context, timers, run, brief, copying.InHand, copying.Fault!, stop, late);
                }

                await DrainAsync(context, timers, brief, copying.InHand);
                return await FinishAsync(context, run, copying.Fault);
            default:
                Task<Fault?> extras = ExtrasStep.RunAsync(context, timers, brief, halt);
                await Task.WhenAny(extras, halt);
                return halt.IsCompleted
                    ? await HaltAsync(context, timers, run, brief, [extras], stop, late, denied: denied)
                    : await FinishAsync(context, run, await extras);
        }
    }

    /// <summary>Ends early: for good when the deadline has passed, else until somebody restarts the transfer.</summary>
    private static async Task<TransferState?> HaltAsync(
        TaskOrchestrationContext context,
        OpenTimers timers,
        TransferRun run,
        TransferBrief brief,
        IReadOnlyCollection<Task> inHand,
        Task stop,
        Task<DateTimeOffset> late,
        Task? restart = null,
        Task<Fault>? denied = null)
    {
        if (stop.IsCompleted)
        {
            return await WaitStoppedAsync(context, timers, run, brief, inHand, restart);
        }

        if (!late.IsCompleted && denied is { IsCompleted: true })
        {
            return await ParkAsync(context, timers, run, brief, inHand, await denied, stop, late);
        }

        await DrainAsync(context, timers, brief, inHand);
        return await FinishAsync(context, run, Faults.DeadlinePassed(await late));
    }

    /// <summary>Stops what agents hold, says what a person must mend, and waits for a restart, a stop order or the deadline.</summary>
    private static async Task<TransferState?> ParkAsync(
        TaskOrchestrationContext context,
        OpenTimers timers,
        TransferRun run,
        TransferBrief brief,
        IReadOnlyCollection<Task> inHand,
        Fault fault,
        Task stop,
        Task<DateTimeOffset> late)
    {
        Task restart = NextOrderAsync(context, TransferOrder.Restart, brief.Order);
        await DrainAsync(context, timers, brief, inHand);
        await context.CallActivityAsync<bool>(
            nameof(RecordState),
            new StateReached(run.TransferId, run.Run, TransferState.Parked, Fault: fault),
            RemoteActivities.Retries);
        await Task.WhenAny(restart, stop, late);
        return restart.IsCompleted
            ? BeginAgain(context, run)
            : await HaltAsync(context, timers, run, brief, [], stop, late, restart);
    }

    /// <summary>Stops what agents hold, then waits for a restart, which begins again with what is missing.</summary>
    private static async Task<TransferState?> WaitStoppedAsync(
        TaskOrchestrationContext context,
        OpenTimers timers,
        TransferRun run,
        TransferBrief brief,
        IReadOnlyCollection<Task> inHand,
        Task? restart = null)
    {
        restart ??= NextOrderAsync(context, TransferOrder.Restart, brief.Order);
        await DrainAsync(context, timers, brief, inHand);
        await context.CallActivityAsync<bool>(
            nameof(RecordState),
            new StateReached(run.TransferId, run.Run, TransferState.Stopped),
            RemoteActivities.Retries);
        await restart;
        return BeginAgain(context, run);
    }

    private static TransferState? BeginAgain(TaskOrchestrationContext context, TransferRun run)
    {
        context.ContinueAsNew(new TransferRun(run.TransferId, run.Run));
        return null;
    }

    /// <summary>Asks the holders of commands to stop until none is held and everything in hand has ended.</summary>
    private static async Task DrainAsync(
        TaskOrchestrationContext context, OpenTimers timers, TransferBrief brief, IReadOnlyCollection<Task> inHand)
    {
        Task all = Task.WhenAll(inHand);
        while (true)
        {
            int held = await context.CallActivityAsync<int>(nameof(StopCommands), brief, RemoteActivities.Retries);
            if (held == 0 && all.IsCompleted)
            {
                return;
            }

            // An agent obeys within two seconds; one that is dead loses its leases, and then nobody holds them.
            Task pause = timers.After(AskHoldersEvery);
            await (all.IsCompleted ? pause : Task.WhenAny(all, pause));
        }
    }

    private static Task<TransferState?> FinishAsync(TaskOrchestrationContext context, TransferRun run, Fault? fault)
        => context.CallActivityAsync<TransferState?>(
            nameof(FinishRun), new TransferEnd(run.TransferId, run.Run, fault), RemoteActivities.Retries);

    /// <summary>Waits for an order newer than the last one known; older ones are second deliveries.</summary>
    private static async Task NextOrderAsync(TaskOrchestrationContext context, string name, int known)
    {
        while ((await context.WaitForExternalEvent<TransferOrder>(name)).Number <= known)
        {
            // A late echo of an order that was already obeyed.
        }
    }
}
