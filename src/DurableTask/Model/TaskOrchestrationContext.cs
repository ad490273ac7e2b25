using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask;

/// <summary>All that an orchestrator may know and do. Every member gives the same answers on replay.</summary>
public abstract class TaskOrchestrationContext
{
    public abstract TaskName Name { get; }

    public abstract string InstanceId { get; }

    /// <summary>Gets the calling orchestration; null for one that a client started.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>Gets the time of the present turn: it stands still between two waits.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Gets whether the code is only catching up with its history.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Gets the version the instance was started with; empty when there is none.</summary>
    public abstract string Version { get; }

    /// <summary>Gets what the host says about this turn.</summary>
    public abstract IReadOnlyDictionary<string, object?> Properties { get; }

    protected abstract ILoggerFactory LoggerFactory { get; }

    public abstract T? GetInput<T>();

    /// <exception cref="TaskFailedException">The activity failed, after its retries.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null);

    /// <inheritdoc cref="CallActivityAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null)
        => CallActivityAsync<object?>(name, input, options);

    /// <inheritdoc cref="CallActivityAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options)
        => CallActivityAsync<TResult>(name, input: null, options);

    /// <inheritdoc cref="CallActivityAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public Task CallActivityAsync(TaskName name, TaskOptions options)
        => CallActivityAsync<object?>(name, input: null, options);

    /// <exception cref="TaskFailedException">The child failed or was terminated, after its retries.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
        => CallSubOrchestratorAsync<object?>(orchestratorName, input, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options)
        => CallSubOrchestratorAsync<TResult>(orchestratorName, input: null, options);

    /// <inheritdoc cref="CallSubOrchestratorAsync{TResult}(TaskName, object?, TaskOptions?)"/>
    public Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options)
        => CallSubOrchestratorAsync<object?>(orchestratorName, input: null, options);

    /// <summary>Ends at or after <paramref name="fireAt"/> (UTC); the past is allowed and ends in the next turn.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Ends when this much orchestration time has passed.</summary>
    public Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken)
        => CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>Waits for an event of this name (case does not matter). Events that came earlier are kept for it.</summary>
    /// <remarks>Two open waits for one name are served newest first. A cancelled wait takes no event.</remarks>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Like the wait without a timeout, which is an ordinary durable timer.</summary>
    /// <exception cref="TaskCanceledException">No event came in time.</exception>
    public abstract Task<T> WaitForExternalEvent<T>(
        string eventName, TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Sends an event to another instance, or to this one. Nobody is told whether that instance exists.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object? payload);

    /// <summary>Sets what the instance's status query shows. At most 16 KB of JSON as UTF-16; null clears it.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Begins again with an empty history when the function returns. The last call of a turn counts.</summary>
    public abstract void ContinueAsNew(ContinueAsNewOptions options);

    /// <inheritdoc cref="ContinueAsNew(ContinueAsNewOptions)"/>
    public void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
        => ContinueAsNew(new ContinueAsNewOptions
        {
            NewInput = newInput,
            PreserveUnprocessedEvents = preserveUnprocessedEvents,
        });

    /// <summary>A GUID that is the same on every replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>Less than, equal to or more than 0: <see cref="Version"/> against another version, number by number.</summary>
    public int CompareVersionTo(string version) => VersionOrder.Compare(Version, version);

    /// <summary>A logger that is silent on replay, so that each line is written once.</summary>
    public ILogger CreateReplaySafeLogger(string categoryName)
        => new ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    /// <inheritdoc cref="CreateReplaySafeLogger(string)"/>
    public ILogger CreateReplaySafeLogger(Type type) => new ReplaySafeLogger(this, LoggerFactory.CreateLogger(type));

    /// <inheritdoc cref="CreateReplaySafeLogger(string)"/>
    public ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T));
}
