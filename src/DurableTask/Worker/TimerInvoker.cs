using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Worker;

/// <summary>Runs a timer function for the host. Nobody reads the result; a failure is an error status.</summary>
internal sealed partial class TimerInvoker(ILogger<TimerInvoker> logger)
{
    /// <summary>The usual name of the trigger's binding.</summary>
    private const string BindingName = "timer";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public async Task<InvocationResult> InvokeAsync(RegisteredFunction function, ActivityContext caller, HttpContext context)
    {
        using Activity? span = WorkerSpans.StartTimer(function.Name, caller);
        CancellationToken cancellationToken = context.RequestAborted;
        try
        {
            InvocationRequest invocation = await InvocationRequest.ReadAsync(context.Request.Body, cancellationToken);
            var timer = (ITimerFunction)context.RequestServices.GetRequiredService(function.ImplementationType);
            await timer.RunAsync(Read(invocation.TriggerJson(BindingName)), cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            span?.SetFailure(failure.GetType().FullName);
            LogTimerFailed(function.Name, failure);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;

            // The host drops the body of an error, but keeps the reason phrase.
            context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = failure.GetType().Name;
        }

        return new InvocationResult(ReturnValue: null);
    }

    private static TimerInfo Read(string json)
    {
        Timer? timer = JsonSerializer.Deserialize<Timer>(json, Web);
        TimerScheduleStatus? status = timer?.ScheduleStatus is { } given
            ? new TimerScheduleStatus(Time(given.Last), Time(given.Next), Time(given.LastUpdated))
            : null;
        return new TimerInfo(status, timer?.IsPastDue ?? false);
    }

    /// <summary>Hosts write times in several ways, and "never" as the year 1.</summary>
    private static DateTimeOffset? Time(string? text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            && time.Year > 1
            ? time
            : null;

    private sealed record Timer(ScheduleTimes? ScheduleStatus, bool IsPastDue);

    private sealed record ScheduleTimes(string? Last, string? Next, string? LastUpdated);
}
