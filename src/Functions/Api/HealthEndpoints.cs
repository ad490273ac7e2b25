namespace DtnBox.Functions.Api;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
        => routes.MapGet($"{ApiRoutes.Root}/health", () => TypedResults.Ok(new HealthView("ok")))
            .WithTags("Health")
            .WithSummary("Answers when the control plane can take requests.")
            .AllowAnonymous();
}

/// <summary>The control plane takes requests.</summary>
internal sealed record HealthView(string Status);
