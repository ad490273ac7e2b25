using System.Globalization;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Configuration;
using DtnBox.FunctionsHost.Engine;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Management;

/// <summary>Start and restart, with or without waiting for the end.</summary>
internal sealed class StartEndpoints(
    FunctionsApp app, InstanceCommands commands, InstanceReader reader, ManagementAddress address, TimeProvider time)
{
    private const string RetryAfterSeconds = "10";

    public void Map(RouteGroupBuilder api)
    {
        api.MapPost("/orchestrators/{name}", (string name, HttpContext context) => StartAsync(name, null, context));
        api.MapPost("/orchestrators/{name}/{id}", (string name, string id, HttpContext context) => StartAsync(name, id, context));
        api.MapPost("/instances/{id}/restart", RestartAsync);
    }

    private async Task<IResult> StartAsync(string name, string? id, HttpContext context)
    {
        (string? input, string? fault) = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (fault is not null)
        {
            return ManagementEndpoints.Fault(StatusCodes.Status400BadRequest, fault);
        }

        // An empty version is one too: it says "none" where the app has a default.
        string? version = context.Request.Query["version"].FirstOrDefault() ?? app.Host.Versioning.DefaultVersion;
        return await BeginAsync(name, id ?? Guid.NewGuid().ToString("N"), version, input, context);
    }

    private async Task<IResult> RestartAsync(string id, bool? restartWithNewInstanceId, HttpContext context)
    {
        if (await reader.FindAsync(id, withInput: true, context.RequestAborted) is not { } view)
        {
            return ManagementEndpoints.Fault(StatusCodes.Status400BadRequest, $"No instance with ID '{id}' was found.");
        }

        string newId = restartWithNewInstanceId ?? true ? Guid.NewGuid().ToString("N") : id;
        return await BeginAsync(view.Record.Name, newId, view.Record.Version, view.Input, context);
    }

    private async Task<IResult> BeginAsync(string name, string id, string? version, string? input, HttpContext context)
    {
        // The web server decodes all of a path but this: an id with a slash must not become another one unseen.
        if (InstanceKey.Fault(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)) is { } fault)
        {
            return ManagementEndpoints.Fault(StatusCodes.Status400BadRequest, fault);
        }

        if (app.FindOrchestrator(name) is not { } function)
        {
            return ManagementEndpoints.Fault(
                StatusCodes.Status400BadRequest, $"The orchestrator function '{name}' doesn't exist in this app.");
        }

        AppendOutcome outcome = await commands.StartAsync(id, function.Alias, version, input, context.RequestAborted);
        if (outcome == AppendOutcome.Conflict)
        {
            return ManagementEndpoints.Fault(
                StatusCodes.Status409Conflict, $"An instance with ID '{id}' already exists and has not ended.");
        }

        return await AnswerAfterWaitAsync(id, context) ?? Created(id, context.Response);
    }

    private IResult Created(string id, HttpResponse response)
    {
        response.Headers.Location = address.StatusUri(id);
        response.Headers.RetryAfter = RetryAfterSeconds;
        return Results.Json(address.Links(id), statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Waits as long as the query asks; null when it asks for no waiting or the instance takes longer.</summary>
    private async Task<IResult?> AnswerAfterWaitAsync(string id, HttpContext context)
    {
        if (Seconds(context, "timeout") is not { } timeout || Seconds(context, "pollingInterval") is not { } interval)
        {
            return null;
        }

        long started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < timeout)
        {
            if (await reader.FindAsync(id, withInput: true, context.RequestAborted) is { Record.IsTerminal: true } view)
            {
                return view.Record.Status == OrchestrationStatus.Completed
                    ? Results.Text(view.Output ?? "null", "application/json")
                    : Results.Json(StatusPayload.Of(view));
            }

            await Task.Delay(interval, time, context.RequestAborted);
        }

        return null;
    }

    private static TimeSpan? Seconds(HttpContext context, string name)
        => double.TryParse(
            context.Request.Query[name].FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds > 0
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
