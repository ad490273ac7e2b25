using Azure;
using DtnBox.FunctionsHost.Engine;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Management;

/// <summary>Answers 503 when storage failed: the caller may repeat, nothing was acknowledged.</summary>
internal sealed class StorageFaultFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (e is NotStoredException or RequestFailedException or PayloadGoneException)
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            return ManagementEndpoints.Fault(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }
}
