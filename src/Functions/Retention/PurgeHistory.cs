using DtnBox.Functions.Hosting;
using DtnBox.Functions.Orchestrations;
using DtnBox.Functions.Transfers;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Retention;

/// <summary>Forgets orchestrations that ended long ago, on whichever host runs: no host does so by itself.</summary>
/// <remarks>
/// The task hub holds no truth: a transfer is its row and its ledger, and those stay. Each instance is purged by
/// itself, so a run that dies has lost nothing, the next one goes on with what is left, and several at once do no harm.
/// </remarks>
internal sealed partial class PurgeHistory(
    IOrchestrations orchestrations,
    TransferStore transfers,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<PurgeHistory> logger)
    : IRecurringTask
{
    /// <summary>A run must end well before the host's function timeout; the timer comes again soon.</summary>
    public const int MostInOneRun = 500;

    /// <summary>What is kept for less than this is looked for at every run of the timer; all else in every tenth minute.</summary>
    private static readonly TimeSpan Short = TimeSpan.FromHours(1);

    private static readonly OrchestrationRuntimeStatus[] Ended =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
    ];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!IsDue(options.Value.FinishedOrchestrations, time.GetUtcNow()))
        {
            return;
        }

        DateTimeOffset endedBefore = time.GetUtcNow() - options.Value.FinishedOrchestrations;
        int purged = 0;
        await foreach (OrchestrationMetadata instance in EndedAsync(endedBefore, cancellationToken))
        {
            if (!await IsNeededAsync(instance.InstanceId, cancellationToken))
            {
                purged += await PurgeAsync(instance.InstanceId, cancellationToken);
            }

            if (purged == MostInOneRun)
            {
                break;
            }
        }

        if (purged > 0)
        {
            LogPurged(purged, endedBefore);
        }
    }

    /// <summary>Whether a run of the timer, which comes twice a minute, has something to do.</summary>
    internal static bool IsDue(TimeSpan keptFor, DateTimeOffset now)
        => keptFor > TimeSpan.Zero && (keptFor < Short || (now.Minute % 10 == 0 && now.Second < 30));

    /// <remarks>
    /// The API's own purge by filter knows the time of creation only, and an orchestration may run for weeks: a
    /// transfer of last month may have ended a minute ago. The time of creation narrows the list; the end decides.
    /// </remarks>
    private IAsyncEnumerable<OrchestrationMetadata> EndedAsync(DateTimeOffset before, CancellationToken cancellationToken)
        => orchestrations
            .ListAsync(new OrchestrationQuery { Statuses = Ended, CreatedTo = before }, cancellationToken)
            .Where(instance => instance.IsCompleted && instance.LastUpdatedAt <= before);

    /// <summary>The dead orchestration of a transfer that is not over is what the healing timer takes over from.</summary>
    private async Task<bool> IsNeededAsync(string instanceId, CancellationToken cancellationToken)
        => TransferRow.TransferOf(instanceId) is { } id
            && await transfers.FindAsync(id, cancellationToken) is { } transfer
            && transfer.GetInstanceId() == instanceId
            && !TransferStates.IsFinal(transfer.State);

    private async Task<int> PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (await orchestrations.PurgeAsync(instanceId, cancellationToken))
        {
            return 1;
        }

        // Since the listing, somebody else purged it, or started another orchestration under the same id.
        LogNotPurged(instanceId);
        return 0;
    }
}
