namespace DtnBox.FunctionsHost.Http;

/// <summary>What the public server does besides the portal: the limit for bodies, and the routes.</summary>
internal static class HttpFront
{
    /// <summary>The largest body that a request may have; the real host's limit.</summary>
    public const long MaxBodySizeBytes = 104_857_600;

    public static async Task RefuseLargeBodiesAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await (context.Request.ContentLength > MaxBodySizeBytes ? Problem.TooLargeAsync(context) : next(context));
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await Problem.TooLargeAsync(context);
        }
    }

    /// <summary>Makes the routes, which are known only when a worker has told its functions.</summary>
    public static RequestDelegate Route(
        IServiceProvider services, FunctionsApp app, IEnumerable<WorkerFunction> functions, FunctionProxy proxy, ManagementApi management)
    {
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseRouting().UseEndpoints(routes =>
        {
            routes.Map(ManagementApi.Path + "/{**rest}", management.HandleAsync);
            // Never an app's, whatever its catch-all says.
            routes.Map("/admin/{**rest}", () => Results.NotFound());
            routes.Map("/runtime/{**rest}", () => Results.NotFound());
            foreach (WorkerFunction function in functions.Where(function => function.Kind == TriggerKind.HttpTrigger))
            {
                string route = $"{app.RoutePrefix}/{(function.Trigger.Route ?? function.Name).TrimStart('/')}".TrimStart('/');
                // None in the description means all of them.
                object[] methods = function.Trigger.Methods is { Length: > 0 } some ? [new HttpMethodMetadata(some)] : [];
                routes.Map(route, context => proxy.HandleAsync(context, function.Name)).WithMetadata(methods);
            }
        });
        return pipeline.Build();
    }
}
