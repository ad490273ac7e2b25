using System.Diagnostics.Metrics;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Engine;

namespace DtnBox.FunctionsHost;

/// <summary>What the host counts. No tag names an instance, so that the number of series stays small.</summary>
/// <remarks>Static, like the instruments of .NET itself: they are names for numbers and hold nothing.</remarks>
internal static class HostMeter
{
    public const string Name = "DtnBox.FunctionsHost";
    public const string Activities = "activities";
    public const string Timers = "timers";
    public const string Messages = "messages";

    private const string Outcome = "dtnbox.outcome";
    private const string Queue = "dtnbox.queue";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Episodes = Meter.CreateCounter<long>(
        "dtnbox.host.episodes", "{episode}", "Episodes that ran, by the state they left the orchestration in");

    private static readonly Histogram<double> EpisodeDuration = Meter.CreateHistogram<double>(
        "dtnbox.host.episode.duration", "s", "How long episodes ran, without the commit");

    private static readonly Histogram<int> ReplayEvents = Meter.CreateHistogram<int>(
        "dtnbox.host.replay.events", "{event}", "Past events that a turn sent to the handler");

    private static readonly Histogram<int> ReplaySize = Meter.CreateHistogram<int>(
        "dtnbox.host.replay.size", "By", "Size of the message that a turn sent to the handler");

    private static readonly Counter<long> ActivityRuns = Meter.CreateCounter<long>(
        "dtnbox.host.activities", "{activity}", "Activities that ran, by how they ended");

    private static readonly Histogram<double> ActivityDuration = Meter.CreateHistogram<double>(
        "dtnbox.host.activity.duration", "s", "How long activities ran");

    private static readonly Histogram<double> ActivityWait = Meter.CreateHistogram<double>(
        "dtnbox.host.activity.queue.duration", "s", "How long activities waited from being scheduled to their start");

    private static readonly UpDownCounter<long> QueueDepth = Meter.CreateUpDownCounter<long>(
        "dtnbox.host.queue.depth", "{item}", "Work that waits: activities to start, timers to fire, messages to deliver");

    private static readonly UpDownCounter<long> Instances = Meter.CreateUpDownCounter<long>(
        "dtnbox.host.instances.loaded", "{instance}", "Instances in memory");

    private static readonly Histogram<double> CommitDuration = Meter.CreateHistogram<double>(
        "dtnbox.host.commit.duration", "s", "How long commits of an instance took");

    private static readonly Histogram<int> CommitRows = Meter.CreateHistogram<int>(
        "dtnbox.host.commit.rows", "{row}", "Rows that a commit wrote or deleted");

    private static readonly Counter<long> StorageCalls = Meter.CreateCounter<long>(
        "dtnbox.host.storage.operations", "{operation}", "Calls to storage, tries again included; a transaction is one");

    private static readonly Counter<long> StorageFailures = Meter.CreateCounter<long>(
        "dtnbox.host.storage.failures", "{operation}", "Calls to storage that had no answer, or one that says to try again");

    private static readonly Counter<long> Restarts = Meter.CreateCounter<long>(
        "dtnbox.host.handler.restarts", "{restart}", "Times the handler was started again");

    private static readonly Gauge<long> Epoch = Meter.CreateGauge<long>(
        "dtnbox.host.lease.epoch", "{epoch}", "Which owner of the task hub this host is, counted from the first");

    /// <summary>Runs an episode. One that throws is aborted, and delivered again.</summary>
    public static async Task<EpisodeResult> EpisodeAsync(TimeProvider time, Func<Task<EpisodeResult>> run)
    {
        long started = time.GetTimestamp();
        string outcome = "aborted";
        try
        {
            EpisodeResult result = await run();
            outcome = (result.Status ?? OrchestrationStatus.Running).ToString().ToLowerInvariant();
            return result;
        }
        finally
        {
            KeyValuePair<string, object?> tag = new(Outcome, outcome);
            Episodes.Add(1, tag);
            EpisodeDuration.Record(time.GetElapsedTime(started).TotalSeconds, tag);
        }
    }

    public static void Replay(OrchestratorRequest request, byte[] message)
    {
        ReplayEvents.Record(request.PastEvents.Count);
        ReplaySize.Record(message.Length);
    }

    /// <summary>Runs an activity that waited in the queue. One that throws is run again after the next start.</summary>
    public static async Task<HistoryEvent> ActivityAsync(
        TimeProvider time, PendingActivity activity, Func<Task<HistoryEvent>> run)
    {
        Waits(Activities, -1);
        ActivityWait.Record((time.GetUtcNow() - activity.Scheduled.Timestamp.ToDateTimeOffset()).TotalSeconds);
        long started = time.GetTimestamp();
        HistoryEvent result = await run();
        KeyValuePair<string, object?> outcome = new(Outcome, result.TaskFailed is null ? "completed" : "failed");
        ActivityRuns.Add(1, outcome);
        ActivityDuration.Record(time.GetElapsedTime(started).TotalSeconds, outcome);
        return result;
    }

    /// <summary>Counts what entered a queue, or with a negative number what left it.</summary>
    public static void Waits(string queue, int change = 1) => QueueDepth.Add(change, new KeyValuePair<string, object?>(Queue, queue));

    /// <summary>Counts an instance as loaded until this is disposed of.</summary>
    public static IDisposable Loaded() => new LoadedInstance();

    public static async Task<T> CommitAsync<T>(int rows, Func<Task<T>> write)
    {
        long started = TimeProvider.System.GetTimestamp();
        T answer = await write();
        CommitDuration.Record(TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        CommitRows.Record(rows);
        return answer;
    }

    public static void StorageCalled(string service, string? failure)
    {
        KeyValuePair<string, object?> tag = new("dtnbox.storage.service", service);
        StorageCalls.Add(1, tag);
        if (failure is not null)
        {
            StorageFailures.Add(1, tag, new("error.type", failure));
        }
    }

    public static void HandlerRestarted() => Restarts.Add(1);

    public static void Owns(long epoch) => Epoch.Record(epoch);

    private sealed class LoadedInstance : IDisposable
    {
        public LoadedInstance() => Instances.Add(1);

        public void Dispose() => Instances.Add(-1);
    }
}
