using DtnBox.DurableTask.Worker;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Browse;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Retention;
using DtnBox.Functions.Schedules;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Deleting;
using DtnBox.Functions.Transfers.Healing;
using DtnBox.Functions.Transfers.Orchestration;
using DtnBox.Functions.Users.HandOvers;

namespace DtnBox.Functions;

/// <summary>Every function that the host invokes by name. Each has a folder of that name under <c>functions/</c>.</summary>
internal static class FunctionList
{
    public static void Register(DurableTaskWorkerBuilder worker) => worker
        .AddOrchestrator<TransferOrchestrator>()
        .AddActivity<ScheduleCommand>()
        .AddActivity<BeginRun>()
        .AddActivity<RecordState>()
        .AddActivity<FindPendingChunks>()
        .AddActivity<SettleChunk>()
        .AddActivity<CheckExtras>()
        .AddActivity<StopCommands>()
        .AddActivity<FinishRun>()
        .AddActivity<ReadDeadline>()
        .AddTimer<HealTransfers>()
        .AddTimer<RunSchedules>()
        .AddTimer<PurgeHistory>()
        .AddTimer<SweepUploads>()
        .AddTimer<RemoveTransfers>()
        .AddTimer<RunHandOvers>()
        .AddTimer<ForgetAssertions>()
        .AddTimer<ScheduleProbes>()
        .AddTimer<WatchGrants>()
        .AddTimer<PurgeAudit>()
        .AddTimer<SweepQuestions>();
}
