using System.Diagnostics;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Engine;

namespace DtnBox.FunctionsHost.Management;

/// <summary>What clients can tell an instance; each is stored when the call returns.</summary>
internal sealed class InstanceCommands(InstanceDirectory instances, TimeProvider time)
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettlingPause = TimeSpan.FromMilliseconds(50);

    public async Task<AppendOutcome> StartAsync(
        string instanceId, string name, string? version, string? input, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        HistoryEvent message = HistoryEvents.New(now);
        message.ExecutionStarted = new ExecutionStartedEvent
        {
            Name = name,
            Version = version,
            Input = input,
            OrchestrationInstance = new OrchestrationInstance
            {
                InstanceId = instanceId,
                ExecutionId = Guid.NewGuid().ToString("N"),
            },
        };
        using Activity span = EngineSpans.StartNew(message.ExecutionStarted);
        return await instances.AppendAsync(instanceId, state => state.Start(message, now), cancellationToken);
    }

    public Task<AppendOutcome> RaiseEventAsync(
        string instanceId, string name, string? input, CancellationToken cancellationToken)
        => PostAsync(instanceId, e => e.EventRaised = new EventRaisedEvent { Name = name, Input = input }, cancellationToken);

    public Task<AppendOutcome> TerminateAsync(string instanceId, string? reason, CancellationToken cancellationToken)
        => PostAsync(
            instanceId, e => e.ExecutionTerminated = new ExecutionTerminatedEvent { Input = reason }, cancellationToken);

    public Task<AppendOutcome> SuspendAsync(string instanceId, string? reason, CancellationToken cancellationToken)
        => PostAsync(
            instanceId, e => e.ExecutionSuspended = new ExecutionSuspendedEvent { Input = reason }, cancellationToken);

    public Task<AppendOutcome> ResumeAsync(string instanceId, string? reason, CancellationToken cancellationToken)
        => PostAsync(instanceId, e => e.ExecutionResumed = new ExecutionResumedEvent { Input = reason }, cancellationToken);

    /// <summary>Purges an instance that has ended, as soon as the messages from and to it have arrived.</summary>
    /// <exception cref="NotStoredException">They take long: it is not purged, and may be later.</exception>
    public async Task<AppendOutcome> PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        while (true)
        {
            AppendOutcome outcome = await instances.AppendAsync(instanceId, state => state.Purge(), cancellationToken);
            if (outcome != AppendOutcome.Unsettled)
            {
                return outcome;
            }

            if (time.GetElapsedTime(began) > SettlingTime)
            {
                throw new NotStoredException(instanceId, new TimeoutException("its messages are still on their way"));
            }

            await Task.Delay(SettlingPause, time, cancellationToken);
        }
    }

    private Task<AppendOutcome> PostAsync(string instanceId, Action<HistoryEvent> fill, CancellationToken cancellationToken)
    {
        HistoryEvent message = HistoryEvents.New(time.GetUtcNow());
        fill(message);
        return instances.AppendAsync(instanceId, state => state.Post(message), cancellationToken);
    }
}
