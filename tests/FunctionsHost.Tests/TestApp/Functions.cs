using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace DtnBox.TestApp;

internal sealed partial class Functions(ILogger<Functions> logger)
{
    /// <summary>Tells what arrived, whatever it was.</summary>
    [Function("Everything")]
    public static IResult Everything(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, string? path)
        => Results.Json(new
        {
            request.Method,
            Path = path,
            Url = request.GetDisplayUrl(),
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
        });

    /// <summary>Counts the bytes of a body.</summary>
    [Function("Size")]
    public static async Task<IResult> Size([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "size")] HttpRequest request)
    {
        long bytes = 0;
        byte[] buffer = new byte[64 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and int read)
        {
            bytes += read;
        }

        return Results.Json(bytes);
    }

    /// <summary>Sends an event for each line that a file gets, until the client goes; then says so in another file.</summary>
    [Function("Stream")]
    public static async Task StreamAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stream")] HttpRequest request)
    {
        string file = request.Query["file"]!;
        HttpResponse response = request.HttpContext.Response;
        response.ContentType = "text/event-stream";
        CancellationToken aborted = request.HttpContext.RequestAborted;
        try
        {
            for (int sent = 0; !aborted.IsCancellationRequested;)
            {
                int lines = File.Exists(file) ? (await File.ReadAllLinesAsync(file, aborted)).Length : 0;
                for (; sent < lines; sent++)
                {
                    await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {sent}\n\n"), aborted);
                    await response.Body.FlushAsync(aborted);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, aborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
        }

        await File.WriteAllTextAsync($"{file}.gone", "", CancellationToken.None);
    }

    [Function("Hold")]
    public static async Task<IResult> HoldAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hold")] HttpRequest request)
    {
        await Mark.WaitOnceAsync(request.Query["file"]!);
        return Results.Ok();
    }

    [Function("Throw")]
    public static IResult Throw([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throw")] HttpRequest request)
        => throw new InvalidOperationException($"secret of {request.Path}");

    /// <summary>Starts an orchestration by the durable client.</summary>
    [Function("Start")]
    public static async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "start/{name}/{id:guid}")] HttpRequest request,
        string name,
        string id,
        [DurableClient] DurableTaskClient client)
        => Results.Text(await client.ScheduleNewOrchestrationInstanceAsync(
            name, await request.ReadFromJsonAsync<JsonElement>(), new StartOrchestrationOptions(id), request.HttpContext.RequestAborted));

    [Function("Tick")]
    public async Task TickAsync([TimerTrigger("%TickSchedule%")] TimerInfo timer, [DurableClient] DurableTaskClient client)
    {
        bool found = await client.GetInstanceAsync("no-such-instance") is not null;
        LogTick(timer.IsPastDue, timer.ScheduleStatus is not null, found);
    }

    [LoggerMessage(1, LogLevel.Information, "Tick, past due {PastDue}, status {Status}, found {Found}")]
    private partial void LogTick(bool pastDue, bool status, bool found);
}
