using DtnBox.FunctionsHost.Configuration;
using Microsoft.AspNetCore.Routing.Patterns;

namespace DtnBox.FunctionsHost.Http;

/// <summary>Maps every HTTP function at its route under the route prefix.</summary>
internal static class HttpFunctionRoutes
{
    public static void MapHttpFunctions(this IEndpointRouteBuilder routes, FunctionsApp app, HttpFunctionProxy proxy)
    {
        foreach (HttpFunction function in app.Functions.OfType<HttpFunction>())
        {
            string template = $"/{app.Host.RoutePrefix}/{function.Route.TrimStart('/')}".Replace("//", "/", StringComparison.Ordinal);
            try
            {
                routes.MapMethods(template, function.Methods, proxy.ForwardAsync).WithDisplayName(function.Name);
            }
            catch (RoutePatternException e)
            {
                throw new AppConfigurationException(
                    $"{function.Name}/function.json", "route", $"is '{function.Route}': {e.Message}", "Mend the route");
            }
        }
    }
}
