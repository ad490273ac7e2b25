using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Hosting;

/// <summary>The orchestrator and its activities, which the host calls by their names.</summary>
internal static class TransferTasks
{
    public static void Register(DurableTaskRegistry tasks) => tasks
        .AddOrchestrator<TransferOrchestrator>()
        .AddActivity<ScheduleCommands>()
        .AddActivity<BeginRun>()
        .AddActivity<RecordState>()
        .AddActivity<ScheduleChunks>()
        .AddActivity<CheckExtras>()
        .AddActivity<FinishRun>()
        .AddActivity<ReadDeadline>();
}
