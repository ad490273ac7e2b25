using System.Diagnostics;
using DtnBox.Functions.Orchestrations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Hosting;

/// <summary>The one function that every request comes through; what there is to answer, <see cref="ApiPipeline"/> knows.</summary>
/// <remarks>The host's own routing ends here: the function's endpoint and route values are put away, and the values put back.</remarks>
internal sealed class ApiFunction(ApiPipeline pipeline, BoundOrchestrations bound)
{
    [Function("api")]
    public async Task RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "post", "put", "patch", "delete", "head", "options", Route = "{*path}")]
        HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations)
    {
        bound.Use(orchestrations);
        HttpContext context = request.HttpContext;

        // Where nobody collects spans the worker makes none, but what the request begins must be of one trace in the log.
        using Activity? span = Activity.Current is null
            ? FunctionSpans.Start($"{request.Method} {request.Path}", request.Headers.TraceParent)
            : null;
        Endpoint? endpoint = context.GetEndpoint();
        IRouteValuesFeature? route = context.Features.Get<IRouteValuesFeature>();
        context.SetEndpoint(null);
        context.Features.Set<IRouteValuesFeature>(new RouteValuesFeature());
        try
        {
            await pipeline.RunAsync(context);
        }
        finally
        {
            // The API's own endpoint stays: metrics and spans of the request are named by it.
            if (context.GetEndpoint() is null)
            {
                context.SetEndpoint(endpoint);
            }

            context.Features.Set(route);
        }
    }
}
