using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Api;

/// <summary>Turns what the framework throws over an unreadable request into a problem that names the field.</summary>
internal sealed partial class RequestFaults(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException fault)
        {
            return false;
        }

        var problem = new ProblemDetails
        {
            Status = fault.StatusCode,
            Title = "The request cannot be read",
            Detail = fault.InnerException is JsonException json
                ? $"The body is not what is expected at {json.Path ?? "$"}: {json.Message}"
                : SentValue().Replace(fault.Message, string.Empty),
        };
        problem.Extensions["nextStep"] = "Compare the request with the OpenAPI document at /api/v1/openapi.json.";
        context.Response.StatusCode = fault.StatusCode;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem });
    }

    /// <summary>What could not be read may be a secret in the wrong place: the name of the parameter must do.</summary>
    [GeneratedRegex(" from \".*\"", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SentValue();
}
