using System.Text.Json;
using DtnBox.FunctionsHost.Configuration;
using DtnBox.FunctionsHost.Handler;
using DtnBox.FunctionsHost.Management;

namespace DtnBox.FunctionsHost.Timers;

/// <summary>Runs timer functions at their times, each at most once at a time.</summary>
internal sealed partial class TimerTriggers(
    FunctionsApp app,
    HandlerClient handler,
    ManagementAddress management,
    TimeProvider time,
    ILogger<TimerTriggers> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(app.Functions.OfType<TimerFunction>().Select(function => RunAsync(function, stoppingToken)));

    private async Task RunAsync(TimerFunction function, CancellationToken stoppingToken)
    {
        DateTimeOffset last = time.GetUtcNow();
        DateTimeOffset next = function.Schedule.Next(last);
        try
        {
            if (function.RunOnStartup)
            {
                await InvokeAsync(function, last, next, false, stoppingToken);
            }

            while (true)
            {
                await WaitUntilAsync(next, stoppingToken);
                DateTimeOffset due = next;
                // However many times passed while the last run took its time: they are one run, marked as past due.
                next = function.Schedule.Next(time.GetUtcNow());
                await InvokeAsync(function, due, next, time.GetUtcNow() - due > Tolerance, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Only the host's stop cancels.
        }
    }

    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken stoppingToken)
    {
        while (due - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            await Task.Delay(left < LongestWait ? left : LongestWait, time, stoppingToken);
        }
    }

    private async Task InvokeAsync(
        TimerFunction function, DateTimeOffset last, DateTimeOffset next, bool isPastDue, CancellationToken stoppingToken)
    {
        ReadOnlyMemory<byte> body = InvocationBody.Write(
            function.Name, time.GetUtcNow(), data => WriteData(data, function, last, next, isPastDue));
        try
        {
            await handler.InvokeAsync(function.Name, body, stoppingToken);
            LogRan(function.Name, next);
        }
        catch (Exception e) when (e is InvocationFailedException or FunctionTimeoutException)
        {
            LogFailed(function.Name, e.Message);
        }
    }

    private void WriteData(
        Utf8JsonWriter data, TimerFunction function, DateTimeOffset last, DateTimeOffset next, bool isPastDue)
    {
        data.WriteStartObject(function.Binding);
        data.WriteStartObject("Schedule");
        data.WriteBoolean("AdjustForDST", true);
        data.WriteEndObject();
        if (function.UseMonitor)
        {
            data.WriteStartObject("ScheduleStatus");
            data.WriteString("Last", last);
            data.WriteString("LastUpdated", last);
            data.WriteString("Next", next);
            data.WriteEndObject();
        }
        else
        {
            data.WriteNull("ScheduleStatus");
        }

        data.WriteBoolean("IsPastDue", isPastDue);
        data.WriteEndObject();
        if (function.DurableClientBinding is { } client)
        {
            data.WriteString(client, InvocationBody.Quote(management.ClientBinding()));
        }
    }
}
