using System.Diagnostics;
using System.Text.Json;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Configuration;
using DtnBox.FunctionsHost.Handler;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Runs pending activities, and stores each result in place of the activity: at least once, never lost.</summary>
internal sealed partial class ActivityRunner(
    FunctionsApp app,
    HandlerClient handler,
    WorkBoard board,
    InstanceDirectory instances,
    TimeProvider time,
    ILogger<ActivityRunner> logger) : BackgroundService
{
    // So many results wait for storage at most, so that a storage that is away does not fill the memory with them.
    private const int MaxUnstored = 256;

    private readonly SemaphoreSlim _unstored = new(MaxUnstored);

    public override void Dispose()
    {
        _unstored.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = app.Host.MaxConcurrentActivities,
            CancellationToken = stoppingToken,
        };
        try
        {
            await Parallel.ForEachAsync(board.Activities.ReadAllAsync(stoppingToken), options, RunAsync);
        }
        catch (OperationCanceledException)
        {
            // Only the host's stop cancels. What was running is still in storage and runs again after the next start.
        }
    }

    private async ValueTask RunAsync(WorkFor<PendingActivity> item, CancellationToken stoppingToken)
    {
        (string instanceId, PendingActivity activity) = item;
        HistoryEvent result = await HostMeter.ActivityAsync(
            time, activity, () => InvokeAsync(instanceId, activity.Scheduled, stoppingToken));
        // The next activity need not wait until this one's result is stored.
        await _unstored.WaitAsync(stoppingToken);
        _ = StoreAsync(instanceId, activity, result);
    }

    private async Task StoreAsync(string instanceId, PendingActivity activity, HistoryEvent result)
    {
        try
        {
            // It fails only when the host stops; the activity is still in storage then.
            await instances.AppendUntilStoredAsync(instanceId, state => state.FinishActivity(activity, result));
            board.Done(instanceId, activity.ExecutionId, activity.RowKey);
        }
        finally
        {
            _unstored.Release();
        }
    }

    private async Task<HistoryEvent> InvokeAsync(string instanceId, HistoryEvent scheduled, CancellationToken stoppingToken)
    {
        TaskScheduledEvent task = scheduled.TaskScheduled;
        using Activity span = EngineSpans.StartActivity(instanceId, scheduled);
        if (app.FindActivity(task.Name) is not { } function)
        {
            // As in the real host: without details, so the worker has only the task id to go by.
            LogUnknown(instanceId, task.Name);
            return Failed(scheduled.EventId, null);
        }

        try
        {
            string input = Compact(task.Input);
            ReadOnlyMemory<byte> body = InvocationBody.Write(
                function.Name, time.GetUtcNow(), data => data.WriteString(function.Binding, input), instanceId);
            JsonElement? returned = await handler.InvokeAsync(function.Name, body, stoppingToken);
            HistoryEvent completed = HistoryEvents.New(time.GetUtcNow());
            completed.TaskCompleted =
                new TaskCompletedEvent { TaskScheduledId = scheduled.EventId, Result = Text(returned) };
            return completed;
        }
        catch (InvocationFailedException e)
        {
            LogFailed(instanceId, function.Name, e.Message);
            return Failed(scheduled.EventId, Failure.Details(function.Name, e));
        }
        catch (FunctionTimeoutException e)
        {
            LogFailed(instanceId, function.Name, e.Message);
            var timeout = new InvocationFailedException("Microsoft.Azure.WebJobs.Host.FunctionTimeoutException", e.Message);
            return Failed(scheduled.EventId, Failure.Details(function.Name, timeout));
        }
        catch (JsonException e)
        {
            LogFailed(instanceId, function.Name, e.Message);
            var invalid = new InvocationFailedException("Newtonsoft.Json.JsonReaderException", e.Message);
            return Failed(scheduled.EventId, Failure.Details(function.Name, invalid));
        }
    }

    private HistoryEvent Failed(int taskId, TaskFailureDetails? details)
    {
        HistoryEvent failed = HistoryEvents.New(time.GetUtcNow());
        failed.TaskFailed = new TaskFailedEvent { TaskScheduledId = taskId, FailureDetails = details };
        return failed;
    }

    /// <summary>Gives the literal that the binding delivers: the input's JSON text as a JSON string, or null.</summary>
    private static string Compact(string? input)
    {
        if (input is null)
        {
            return InvocationBody.Quote(null);
        }

        using JsonDocument document = JsonDocument.Parse(input);
        return InvocationBody.Quote(InvocationBody.Compact(document.RootElement));
    }

    private static string? Text(JsonElement? returned)
        => returned is { } value ? InvocationBody.Compact(value) : null;
}
