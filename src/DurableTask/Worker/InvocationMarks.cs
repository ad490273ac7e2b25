using Microsoft.AspNetCore.Http;

namespace DtnBox.DurableTask.Worker;

/// <summary>The headers by which a Functions host marks its own invocations, and requests that it passes on.</summary>
public static class InvocationMarks
{
    private static readonly string[] OfPublicRequests = ["x-ms-invocation-id", "X-Forwarded-For", "X-Forwarded-Host"];

    /// <summary>Tells whether a request carries the marks of an invocation and none of a public request.</summary>
    public static bool AreOn(HttpRequest request)
        => !string.IsNullOrEmpty(request.Headers["X-Azure-Functions-InvocationId"])
            && !OfPublicRequests.Any(request.Headers.ContainsKey);
}
