using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.DurableTask.Worker;

public static class FunctionInvocationEndpoints
{
    /// <summary>Maps the registered functions for the host (<c>POST /{FunctionName}</c>), and its probe (<c>GET /</c>).</summary>
    /// <remarks>Requests that do not come from the host itself find nothing here: see the spoofing rule of the policy.</remarks>
    public static IEndpointRouteBuilder MapFunctionInvocations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => TypedResults.Ok()).AllowAnonymous().ExcludeFromDescription();

        foreach (RegisteredFunction function in routes.ServiceProvider.GetRequiredService<FunctionCatalog>().Functions)
        {
            // For any method: a wrong one must give 404 as well, and not "405, but there is something".
            // Histories travel whole in each request, so there is no limit to its size.
            routes.Map($"/{function.Name}", (Delegate)((HttpContext context) => InvokeAsync(function, context)))
                .WithMetadata(new HostInvocationOnly(), new DisableRequestSizeLimitAttribute())
                .AllowAnonymous()
                .ExcludeFromDescription();
        }

        return routes;
    }

    private static Task<InvocationResult> InvokeAsync(RegisteredFunction function, HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        ActivityContext caller = WorkerSpans.CallerOf(context.Request);
        return function.Trigger switch
        {
            FunctionTrigger.Orchestration => services.GetRequiredService<OrchestrationInvoker>()
                .InvokeAsync(function, caller, context.Request.Body, services, context.RequestAborted),
            FunctionTrigger.Activity => services.GetRequiredService<ActivityInvoker>()
                .InvokeAsync(function, caller, context.Request.Body, services, context.RequestAborted),
            _ => services.GetRequiredService<TimerInvoker>().InvokeAsync(function, caller, context),
        };
    }
}
