namespace DtnBox.FunctionsHost.Http;

/// <summary>What the host itself says to a client, as RFC 9457 wants it.</summary>
internal static class Problem
{
    public static Task NotReadyAsync(HttpContext context)
        => WriteAsync(context, 503, "Not ready", "The app is being started. Try again in a moment.");

    public static Task TooLargeAsync(HttpContext context)
        => WriteAsync(context, 413, "Body too large", $"A body may have {HttpFront.MaxBodySizeBytes} bytes here, as on Azure Functions.");

    /// <summary>Answers with a problem, or ends the connection where an answer has begun.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string title, string detail)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = status == StatusCodes.Status503ServiceUnavailable ? "5" : default;
        await context.Response.WriteAsJsonAsync(
            new { type = "about:blank", title, status, detail }, options: null, "application/problem+json", context.RequestAborted);
    }
}
