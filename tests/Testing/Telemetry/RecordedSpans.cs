using System.Collections.Concurrent;
using System.Diagnostics;

namespace DtnBox.Testing.Telemetry;

/// <summary>The spans that one source ends while this exists.</summary>
public sealed class RecordedSpans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public RecordedSpans(string source)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Gives those of a trace; tests that run at the same time have others.</summary>
    public IReadOnlyList<Activity> Of(ActivityTraceId traceId) => [.. _ended.Where(span => span.TraceId == traceId)];

    public void Dispose() => _listener.Dispose();
}
