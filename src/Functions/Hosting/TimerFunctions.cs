using System.Diagnostics;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Browse;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Orchestrations;
using DtnBox.Functions.Retention;
using DtnBox.Functions.Schedules;
using DtnBox.Functions.Transfers.Deleting;
using DtnBox.Functions.Transfers.Healing;
using DtnBox.Functions.Users.HandOvers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Hosting;

/// <summary>What comes again and again, and when (NCRONTAB with seconds, UTC).</summary>
/// <remarks>
/// No schedule monitor: what a run missed, the next one finds. The seconds differ, so that they do not all start at once.
/// </remarks>
internal sealed class TimerFunctions(IServiceProvider services, BoundOrchestrations orchestrations)
{
    [Function(nameof(HealTransfers))]
    public Task HealTransfersAsync(
        [TimerTrigger("*/15 * * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<HealTransfers>(client, cancellationToken);

    [Function(nameof(RunSchedules))]
    public Task RunSchedulesAsync(
        [TimerTrigger("5/15 * * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<RunSchedules>(client, cancellationToken);

    [Function(nameof(WatchGrants))]
    public Task WatchGrantsAsync(
        [TimerTrigger("5,20,35,50 * * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<WatchGrants>(client, cancellationToken);

    [Function(nameof(RunHandOvers))]
    public Task RunHandOversAsync(
        [TimerTrigger("10/15 * * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<RunHandOvers>(client, cancellationToken);

    [Function(nameof(RemoveTransfers))]
    public Task RemoveTransfersAsync(
        [TimerTrigger("*/20 * * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<RemoveTransfers>(client, cancellationToken);

    [Function(nameof(ScheduleProbes))]
    public Task ScheduleProbesAsync(
        [TimerTrigger("35 */2 * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<ScheduleProbes>(client, cancellationToken);

    [Function(nameof(SweepQuestions))]
    public Task SweepQuestionsAsync(
        [TimerTrigger("20 */10 * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<SweepQuestions>(client, cancellationToken);

    [Function(nameof(PurgeHistory))]
    public Task PurgeHistoryAsync(
        [TimerTrigger("12/30 * * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<PurgeHistory>(client, cancellationToken);

    [Function(nameof(PurgeAudit))]
    public Task PurgeAuditAsync(
        [TimerTrigger("40 7 * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<PurgeAudit>(client, cancellationToken);

    [Function(nameof(SweepUploads))]
    public Task SweepUploadsAsync(
        [TimerTrigger("50 7 * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<SweepUploads>(client, cancellationToken);

    [Function(nameof(ForgetAssertions))]
    public Task ForgetAssertionsAsync(
        [TimerTrigger("20 23 * * * *", UseMonitor = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
        => RunAsync<ForgetAssertions>(client, cancellationToken);

    private async Task RunAsync<TTask>(DurableTaskClient client, CancellationToken cancellationToken)
        where TTask : IRecurringTask
    {
        orchestrations.Use(client);
        using Activity span = FunctionSpans.Start(typeof(TTask).Name, parent: null);
        await ActivatorUtilities.GetServiceOrCreateInstance<TTask>(services).RunAsync(cancellationToken);
    }
}
