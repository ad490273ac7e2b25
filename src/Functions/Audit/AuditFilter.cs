using DtnBox.Contracts.Audit;
using DtnBox.Functions.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Audit;

/// <summary>Enters a request before its handler runs, and what came of it afterwards.</summary>
/// <remarks>
/// 1. The entry is stored, with an unknown outcome. If it cannot be, the request is refused: no change without an entry.
/// 2. The handler does what it does.
/// 3. The entry is completed. Whoever dies between 1 and 3 leaves it unknown, which is the truth.
/// </remarks>
internal sealed class AuditFilter(AuditLog log, Denials denials, TimeProvider time) : IEndpointFilter
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShutOutFor = TimeSpan.FromMinutes(1);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (denials.IsShutOut(http))
        {
            denials.Count(http);
            http.Response.Headers.RetryAfter = $"{ShutOutFor.TotalSeconds:0}";
            return Problems.TooManyRefused();
        }

        AuditedAction action = http.GetEndpoint()!.Metadata.GetRequiredMetadata<AuditedAction>();
        AuditRow row = RequestEntries.New(http, time.GetUtcNow(), action);
        row.ThingId = AuditThings.AskedFor(row.ThingId, context.Arguments) ?? row.ThingId;
        try
        {
            await log.BeginAsync(row, http.RequestAborted);
        }
        catch (AuditUnavailableException)
        {
            http.Response.Headers.RetryAfter = $"{RetryAfter.TotalSeconds:0}";
            return Problems.NoAudit();
        }

        http.Features.Set(row);
        var outcome = AuditOutcome.Failed;
        string? problem = "It broke off";
        try
        {
            object? result = await next(context);
            object? plain = result is INestedHttpResult nested ? nested.Result : result;
            row.ThingId = AuditThings.MadeBy(plain) ?? row.ThingId;
            (outcome, problem) = Judge(http, plain);
            return result;
        }
        finally
        {
            if (outcome == AuditOutcome.Denied)
            {
                denials.Count(http);
            }

            await log.EndAsync(row, outcome, problem);
        }
    }

    private static (AuditOutcome Outcome, string? Problem) Judge(HttpContext http, object? result)
    {
        int status = (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        string? title = (result as ProblemHttpResult)?.ProblemDetails.Title;
        return status switch
        {
            < 400 => (AuditOutcome.Succeeded, null),
            StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => (AuditOutcome.Denied, title),
            StatusCodes.Status404NotFound when http.Features.Get<Denial.Mark>() is { IsSet: true } => (AuditOutcome.Denied, title),
            _ => (AuditOutcome.Failed, title ?? $"Answered with {status}"),
        };
    }
}
