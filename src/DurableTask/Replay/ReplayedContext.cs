using System.Text;
using DtnBox.DurableTask.Protocol;
using Microsoft.Extensions.Logging;
using Kind = DtnBox.DurableTask.Protocol.OrchestratorAction.OrchestratorActionTypeOneofCase;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace DtnBox.DurableTask.Replay;

/// <summary>Turns what the code asks for into numbered actions and open calls.</summary>
internal sealed class ReplayedContext(
    string instanceId,
    ExecutionStartedEvent start,
    IReadOnlyDictionary<string, object?> properties,
    OrchestratorThread thread,
    DataConverter converter,
    ILoggerFactory loggers,
    TimeSpan longestTimer) : TaskOrchestrationContext
{
    private const int CustomStatusLimitBytes = 16 * 1024;

    private int _guidCount;
    private DateTime _now;
    private bool _isReplaying = true;

    public override TaskName Name { get; } = start.Name;

    public override string InstanceId { get; } = instanceId;

    public override ParentOrchestrationInstance? Parent { get; } = start.ParentInstance is { } parent
        ? new ParentOrchestrationInstance(
            parent.Name ?? string.Empty, parent.OrchestrationInstance?.InstanceId ?? string.Empty)
        : null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _isReplaying;

    public override string Version { get; } = start.Version ?? string.Empty;

    public override IReadOnlyDictionary<string, object?> Properties { get; } = properties;

    public PendingActions Actions { get; } = new();

    public OpenCalls Calls { get; } = new();

    public ExternalEvents Events { get; } = new();

    /// <summary>Gets the next generation, once the code has asked for one.</summary>
    public Generation? Next { get; private set; }

    public string? CustomStatus { get; private set; }

    protected override ILoggerFactory LoggerFactory { get; } = loggers;

    public override T? GetInput<T>() where T : default => converter.Deserialize<T>(start.Input);

    public object? ReadInput(Type type) => converter.Deserialize(start.Input, type);

    public void SetClock(Timestamp turn) => _now = turn.ToDateTime();

    public void EndReplay() => _isReplaying = false;

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        thread.Verify();

        // Never absent: the host parses an activity's input as JSON.
        string data = converter.Serialize(input) ?? "null";
        TaskVersion? version = (options as ActivityOptions)?.Version;
        return CallAsync<TResult>(options?.Retry, () =>
        {
            var call = new ScheduleTaskAction
            {
                Name = name,
                Input = data,
                Version = version is { } given ? given.ToString() : start.Version,
            };
            call.Tags.Add(Tags(options));
            int id = Actions.Add(new OrchestratorAction { ScheduleTask = call });
            return Calls.Open(id, Kind.ScheduleTask, name);
        });
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        thread.Verify();
        string? data = converter.Serialize(input);
        var child = options as SubOrchestrationOptions;

        // All attempts are the same instance: a failed child is started again, not joined by another.
        string childId = string.IsNullOrEmpty(child?.InstanceId) ? NewGuid().ToString("N") : child.InstanceId;
        string defaultVersion = Properties.GetValueOrDefault(RequestProperties.DefaultVersion) as string ?? string.Empty;
        return CallAsync<TResult>(options?.Retry, () =>
        {
            var call = new CreateSubOrchestrationAction
            {
                InstanceId = childId,
                Name = orchestratorName,
                Input = data,
                Version = child?.Version?.ToString() ?? defaultVersion,
            };
            call.Tags.Add(Tags(options));
            int id = Actions.Add(new OrchestratorAction { CreateSubOrchestration = call });
            return Calls.Open(id, Kind.CreateSubOrchestration, orchestratorName);
        });
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        thread.Verify();
        DateTime target = fireAt.Kind == DateTimeKind.Local
            ? fireAt.ToUniversalTime()
            : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        while (target - CurrentUtcDateTime > longestTimer)
        {
            await CreateOneTimer(CurrentUtcDateTime + longestTimer, cancellationToken);
        }

        await CreateOneTimer(target, cancellationToken);
    }

    public override async Task<T> WaitForExternalEvent<T>(
        string eventName, CancellationToken cancellationToken = default)
    {
        thread.Verify();
        string? payload = await Events.WaitFor(eventName, typeof(T), cancellationToken);
        return converter.Deserialize<T>(payload)!;
    }

    public override async Task<T> WaitForExternalEvent<T>(
        string eventName, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        using var timerCancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var waitCancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task timer = CreateTimer(timeout, timerCancellation.Token);
        Task<T> wait = WaitForExternalEvent<T>(eventName, waitCancellation.Token);

        // The loser is cancelled: a wait left behind would take the next event of that name. Not CancelAsync: its
        // callbacks leave the orchestrator's thread.
        CancellationTokenSource loser = await Task.WhenAny(timer, wait) == wait ? timerCancellation : waitCancellation;
#pragma warning disable CA1849, MA0042
        loser.Cancel();
#pragma warning restore CA1849, MA0042
        return await wait;
    }

    public override void SendEvent(string instanceId, string eventName, object? payload)
    {
        thread.Verify();
        SendRawEvent(instanceId, eventName, converter.Serialize(payload));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        thread.Verify();
        string? text = converter.Serialize(customStatus);
        int bytes = Encoding.Unicode.GetByteCount(text ?? string.Empty);
        if (bytes > CustomStatusLimitBytes)
        {
            throw new ArgumentException(
                $"The custom status is {bytes} bytes of JSON in UTF-16; the limit is {CustomStatusLimitBytes}.",
                nameof(customStatus));
        }

        CustomStatus = text;
    }

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        thread.Verify();
        Next = new Generation(converter.Serialize(options.NewInput), options.NewVersion, Next?.CarriedOver ?? []);
        if (options.PreserveUnprocessedEvents)
        {
            foreach ((string name, string? payload) in Events.TakeEarly())
            {
                SendRawEvent(InstanceId, name, payload);
            }
        }
    }

    public override Guid NewGuid()
    {
        thread.Verify();
        return DeterministicGuid.Create(InstanceId, CurrentUtcDateTime, _guidCount++);
    }

    private static Dictionary<string, string> Tags(TaskOptions? options)
        => new(options?.Tags ?? new Dictionary<string, string>());

    private async Task<TResult> CallAsync<TResult>(TaskRetryOptions? retry, Func<Task<string?>> schedule)
        => converter.Deserialize<TResult>(
            retry is null ? await schedule() : await new RetriedCall(this, retry).RunAsync(schedule))!;

    private Task<string?> CreateOneTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var timer = new CreateTimerAction { FireAt = Timestamp.FromDateTime(fireAt) };
        int id = Actions.Add(new OrchestratorAction { CreateTimer = timer });
        return Calls.Open(id, Kind.CreateTimer, cancellationToken: cancellationToken);
    }

    private void SendRawEvent(string target, string eventName, string? payload)
        => Actions.Add(new OrchestratorAction
        {
            SendEvent = new SendEventAction
            {
                Instance = new OrchestrationInstance { InstanceId = target },
                Name = eventName,
                Data = payload,
            },
        });

    /// <summary>The execution that follows this one.</summary>
    /// <param name="CarriedOver">Events that came after the code had asked for the next generation.</param>
    internal sealed record Generation(string? Input, string? Version, List<HistoryEvent> CarriedOver);
}
