using DtnBox.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Api;

/// <summary>Errors as RFC 9457 problem details: what is wrong, and under <c>nextStep</c> what helps.</summary>
internal static class Problems
{
    /// <param name="what">The kind of thing, in the singular.</param>
    /// <param name="id">What was asked for.</param>
    /// <param name="list">Where such things are listed, when that is not at the plural of the kind.</param>
    public static ProblemHttpResult NotFound(string what, string id, string? list = null) => Make(
        StatusCodes.Status404NotFound,
        $"No such {what}",
        ShownId.Is(id)
            ? $"There is no {what} '{id}' that you may see."
            : $"There is no {what} with the id that was sent; ids have 1 to 64 of a-z 0-9 . -",
        $"List the {what}s you may see with GET /api/v1/{list ?? what + "s"}.");

    public static ProblemHttpResult Conflict(string title, string detail, string nextStep)
        => Make(StatusCodes.Status409Conflict, title, detail, nextStep);

    public static ProblemHttpResult Denied(string detail, string nextStep)
        => Make(StatusCodes.Status403Forbidden, "Not allowed", detail, nextStep);

    public static ProblemHttpResult TooLarge(string detail) => Make(
        StatusCodes.Status413PayloadTooLarge,
        "The request is too large",
        detail,
        "Send less at once.");

    public static ProblemHttpResult Unauthorized(string detail, string nextStep)
        => Make(StatusCodes.Status401Unauthorized, "Not signed in", detail, nextStep);

    public static ProblemHttpResult TooMany(int seconds) => Make(
        StatusCodes.Status429TooManyRequests,
        "Too many requests",
        "This was asked for too often within a minute.",
        $"Wait {seconds} s and send it again.");

    public static ProblemHttpResult TooManyStreams() => Make(
        StatusCodes.Status429TooManyRequests,
        "Too many streams",
        "As many streams of events as one person may have are open already.",
        "Close one, such as a page of the portal that you do not look at; or ask for the same without /events.");

    /// <summary>Nothing is changed that could not be entered in the audit.</summary>
    public static ProblemHttpResult NoAudit() => Make(
        StatusCodes.Status503ServiceUnavailable,
        "The audit cannot be written",
        "Nothing was done: a change that leaves no trace in the audit is not made.",
        "Try again in a few seconds. If it lasts, the storage account of the control plane needs looking after.");

    public static ProblemHttpResult TooManyRefused() => Make(
        StatusCodes.Status429TooManyRequests,
        "Too many refused requests",
        "Requests from your address were refused again and again.",
        "Wait a minute, then try once with what you were given.");

    /// <summary>Somebody outside the control plane is needed for it, and is not there.</summary>
    public static ProblemHttpResult Unavailable(string title, string detail, string nextStep)
        => Make(StatusCodes.Status503ServiceUnavailable, title, detail, nextStep);

    /// <summary>Somebody outside the control plane was asked, and did not answer in time.</summary>
    public static ProblemHttpResult NotInTime(string title, string detail, string nextStep)
        => Make(StatusCodes.Status504GatewayTimeout, title, detail, nextStep);

    /// <summary>A node's store, asked by its agent, said no: its own words, under <c>code</c> the kind of fault.</summary>
    public static ProblemHttpResult StoreRefused(Fault fault)
    {
        ProblemHttpResult problem = Make(
            StatusCodes.Status424FailedDependency, "The store did not do it", fault.Message, fault.NextStep);
        problem.ProblemDetails.Extensions["code"] = fault.Code;
        return problem;
    }

    public static ProblemHttpResult LeaseLost(string commandId) => Conflict(
        "Lease lost",
        $"Command '{commandId}' is not leased under this lease id.",
        "Abandon the command: another agent has it, or it has ended.");

    /// <summary>A request that cannot be taken; each field with its cause and fix.</summary>
    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "The request cannot be taken as it is",
        detail: string.Join(' ', errors.SelectMany(field => field.Value.Select(text => $"{field.Key}: {text}"))),
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["errors"] = errors,
            ["nextStep"] = "Correct the named fields and send the request again.",
        });

    private static ProblemHttpResult Make(int status, string title, string detail, string nextStep)
        => TypedResults.Problem(statusCode: status, title: title, detail: detail, extensions: NextStep(nextStep));

    private static Dictionary<string, object?> NextStep(string text)
        => new(StringComparer.Ordinal) { ["nextStep"] = text };
}
