using System.Text.Json.Nodes;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Engine;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Management;

/// <summary>The HTTP API of Durable Functions for looking at instances and sending them messages.</summary>
internal sealed class ManagementEndpoints(
    InstanceCommands commands, InstanceReader reader, ManagementAddress address, ManagementGuard guard, StartEndpoints starts)
{
    private const string ContinuationHeader = "x-ms-continuation-token";

    public void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup(ManagementAddress.Path);
        api.AddEndpointFilter(guard);
        api.AddEndpointFilter<StorageFaultFilter>();
        starts.Map(api);
        api.MapGet("/instances/{id}", GetAsync);
        api.MapGet("/instances", ListAsync);
        api.MapDelete("/instances/{id}", PurgeAsync);
        api.MapDelete("/instances", PurgeManyAsync);
        api.MapPost("/instances/{id}/raiseEvent/{eventName}", RaiseEventAsync);
        api.MapPost("/instances/{id}/terminate", (string id, string? reason, CancellationToken cancel) =>
            AnswerAsync(commands.TerminateAsync(id, reason, cancel)));
        api.MapPost("/instances/{id}/suspend", (string id, string? reason, CancellationToken cancel) =>
            AnswerAsync(commands.SuspendAsync(id, reason, cancel)));
        api.MapPost("/instances/{id}/resume", (string id, string? reason, CancellationToken cancel) =>
            AnswerAsync(commands.ResumeAsync(id, reason, cancel)));
        api.MapPost("/instances/{id}/rewind", () => Results.StatusCode(StatusCodes.Status501NotImplemented));
        api.MapFallback("{**rest}", () => Results.NotFound());
    }

    public static IResult Fault(int status, string message)
        => Results.Json(new Dictionary<string, string> { ["Message"] = message }, statusCode: status);

    private async Task<IResult> GetAsync(
        string id,
        HttpResponse response,
        bool? showHistory,
        bool? showHistoryOutput,
        bool? showInput,
        bool? returnInternalServerErrorOnFailure,
        CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, showInput ?? true, cancellationToken) is not { } view)
        {
            return Fault(StatusCodes.Status404NotFound, $"No instance with ID '{id}' was found.");
        }

        JsonArray? history = null;
        if (showHistory == true)
        {
            IReadOnlyList<HistoryEvent> events = await reader.HistoryAsync(view.Record, cancellationToken);
            history = new HistoryPayload(showHistoryOutput ?? false).Write(events);
        }

        int status = StatusCodes.Status200OK;
        if (!view.Record.IsTerminal)
        {
            status = StatusCodes.Status202Accepted;
            response.Headers.Location = address.StatusUri(id);
            response.Headers.RetryAfter = "5";
        }
        else if (returnInternalServerErrorOnFailure == true && view.Record.Status == OrchestrationStatus.Failed)
        {
            status = StatusCodes.Status500InternalServerError;
        }

        return Results.Json(StatusPayload.Of(view, history), statusCode: status);
    }

    private async Task<IResult> ListAsync(HttpRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!InstanceFilterQuery.TryParse(request.Query, out InstanceFilter filter, out string? fault))
        {
            return Fault(StatusCodes.Status400BadRequest, fault);
        }

        string? continuation = request.Headers[ContinuationHeader].FirstOrDefault();
        (IReadOnlyList<InstanceView> page, string? next) = await reader.ListAsync(
            filter with { Continuation = string.IsNullOrEmpty(continuation) ? null : continuation }, cancellationToken);
        if (next is not null)
        {
            response.Headers[ContinuationHeader] = next;
        }

        return Results.Json(new JsonArray([.. page.Select(view => StatusPayload.Of(view))]));
    }

    private async Task<IResult> RaiseEventAsync(
        string id, string eventName, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return Fault(StatusCodes.Status400BadRequest, "Only application/json request content is supported.");
        }

        (string? input, string? fault) = await JsonBody.ReadAsync(request, cancellationToken);
        return fault is null
            ? await AnswerAsync(commands.RaiseEventAsync(id, eventName, input, cancellationToken))
            : Fault(StatusCodes.Status400BadRequest, fault);
    }

    private async Task<IResult> PurgeAsync(string id, CancellationToken cancellationToken)
        => await commands.PurgeAsync(id, cancellationToken) switch
        {
            AppendOutcome.Stored => Results.Json(new { instancesDeleted = 1 }),
            AppendOutcome.NotEnded => Fault(StatusCodes.Status412PreconditionFailed, "The instance has not ended."),
            _ => Results.NotFound(),
        };

    private async Task<IResult> PurgeManyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!InstanceFilterQuery.TryParse(request.Query, out InstanceFilter filter, out string? fault))
        {
            return Fault(StatusCodes.Status400BadRequest, fault);
        }

        if (filter.CreatedFrom is null)
        {
            return Fault(StatusCodes.Status400BadRequest, "createdTimeFrom is required.");
        }

        int deleted = 0;
        await foreach (string id in reader.FindIdsAsync(filter, cancellationToken))
        {
            // Live ones that match are left alone.
            deleted += await commands.PurgeAsync(id, cancellationToken) == AppendOutcome.Stored ? 1 : 0;
        }

        return deleted > 0
            ? Results.Json(new { instancesDeleted = deleted })
            : Results.NotFound();
    }

    private static async Task<IResult> AnswerAsync(Task<AppendOutcome> outcome)
        => await outcome switch
        {
            AppendOutcome.NotFound => Results.NotFound(),
            AppendOutcome.Ended => Results.StatusCode(StatusCodes.Status410Gone),
            _ => Results.Accepted(),
        };
}
