using System.Net;

namespace DtnBox.Cli.Api;

/// <summary>The control plane, or the Functions host under it, answered with an error.</summary>
internal sealed class ApiProblemException(HttpStatusCode status, ApiProblem problem) : Exception(problem.Title)
{
    public HttpStatusCode Status { get; } = status;

    public ApiProblem Problem { get; } = problem;

    public int ExitCode { get; } = status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => ExitCodes.Usage,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCodes.Denied,
        HttpStatusCode.NotFound => ExitCodes.NotFound,
        HttpStatusCode.Conflict or HttpStatusCode.Gone or HttpStatusCode.PreconditionFailed => ExitCodes.Conflict,
        HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => ExitCodes.Unreachable,
        _ => ExitCodes.Failed,
    };
}
