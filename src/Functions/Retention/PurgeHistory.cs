using System.Net;
using DtnBox.DurableTask.Client;
using DtnBox.DurableTask.Worker;
using DtnBox.Functions.Transfers;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Retention;

/// <summary>Forgets orchestrations that ended long ago, on whichever host runs: no host does so by itself.</summary>
/// <remarks>
/// The task hub holds no truth: a transfer is its row and its ledger, and those stay. Each instance is purged by
/// itself, so a run that dies has lost nothing, the next one goes on with what is left, and several at once do no harm.
/// </remarks>
internal sealed partial class PurgeHistory(
    DurableTaskClient orchestrations,
    TransferStore transfers,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<PurgeHistory> logger)
    : ITimerFunction
{
    /// <summary>A run must end well before the host's function timeout; the timer comes again soon.</summary>
    public const int MostInOneRun = 500;

    private static readonly OrchestrationRuntimeStatus[] Ended =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
        OrchestrationRuntimeStatus.Canceled,
    ];

    public async Task RunAsync(TimerInfo timer, CancellationToken cancellationToken)
    {
        if (options.Value.FinishedOrchestrations == TimeSpan.Zero)
        {
            return;
        }

        DateTimeOffset endedBefore = time.GetUtcNow() - options.Value.FinishedOrchestrations;
        int purged = 0;
        await foreach (OrchestrationMetadata instance in EndedAsync(endedBefore).WithCancellation(cancellationToken))
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

    /// <remarks>
    /// The API's own purge by filter knows the time of creation only, and an orchestration may run for weeks: a
    /// transfer of last month may have ended a minute ago. The time of creation narrows the list; the end decides.
    /// </remarks>
    private IAsyncEnumerable<OrchestrationMetadata> EndedAsync(DateTimeOffset before)
        => orchestrations
            .GetAllInstancesAsync(new OrchestrationQuery { Statuses = Ended, CreatedTo = before })
            .Where(instance => instance.IsCompleted && instance.LastUpdatedAt <= before);

    /// <summary>The dead orchestration of a transfer that is not over is what the healing timer takes over from.</summary>
    private async Task<bool> IsNeededAsync(string instanceId, CancellationToken cancellationToken)
        => TransferRow.TransferOf(instanceId) is { } id
            && await transfers.FindAsync(id, cancellationToken) is { } transfer
            && transfer.GetInstanceId() == instanceId
            && !TransferStates.IsFinal(transfer.State);

    private async Task<int> PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            // Somebody else may have purged it since the listing: then the count is 0.
            return (await orchestrations.PurgeInstanceAsync(instanceId, cancellationToken)).PurgedInstanceCount;
        }
        catch (HttpRequestException started) when (started.StatusCode is HttpStatusCode.PreconditionFailed)
        {
            // Since the listing, somebody started another orchestration under the same id.
            LogRunsAgain(instanceId);
            return 0;
        }
    }
}
