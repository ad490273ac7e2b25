namespace DtnBox.TestApp;

/// <summary>What the proxied catch-all answers.</summary>
internal static class HttpFunctions
{
    public static void Map(WebApplication web)
    {
        // Shows the request as it arrived.
        web.Map("/api/echo/{**rest}", (HttpRequest request) => Results.Json(new
        {
            request.Method,
            Path = request.Path.Value,
            Query = request.QueryString.Value,
            Host = request.Host.Value,
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
        }));

        // Counts the bytes of a body of any length.
        web.MapPost("/api/count", async (HttpRequest request) =>
        {
            long count = 0;
            byte[] buffer = new byte[64 * 1024];
            while (await request.Body.ReadAsync(buffer) is var read and > 0)
            {
                count += read;
            }

            return count;
        });

        // Sends one line at once, and the second when somebody posts to /api/release.
        var released = new TaskCompletionSource();
        web.MapGet("/api/stream", async (HttpResponse response) =>
        {
            await response.WriteAsync("first\n");
            await response.Body.FlushAsync();
            await released.Task;
            await response.WriteAsync("second\n");
        });
        web.MapPost("/api/release", () => released.TrySetResult());

        // Sends an event at once and then none, until its reader goes away. /api/watchers counts those who are still there.
        int watchers = 0;
        web.MapGet("/api/watch", async (HttpContext context) =>
        {
            Interlocked.Increment(ref watchers);
            try
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("data: 1\n\n", context.RequestAborted);
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            }
            finally
            {
                Interlocked.Decrement(ref watchers);
            }
        });
        web.MapGet("/api/watchers", () => Volatile.Read(ref watchers));

        web.MapGet("/api/environment", () => new
        {
            ProcessId = Environment.ProcessId,
            Variables = Environment.GetEnvironmentVariables(),
        });
        web.MapPost("/api/exit/{code:int}", (int code) => Environment.Exit(code));
    }
}
