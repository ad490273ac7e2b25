using System.Security.Claims;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Agents;

internal static class FactsEndpoint
{
    private const int Longest = 255;

    public static void MapFacts(this IEndpointRouteBuilder routes)
        => routes.MapPost($"{ApiRoutes.Root}/agent/facts", TakeAsync)
            .WithTags("Agent channel")
            .RequireAuthorization(Policies.Agent)
            .NotAudited("what an agent says of its machine, every minute, changes no right")
            .WithSummary("Takes what the agent says of itself and its machine.");

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(
        AgentFacts facts, ClaimsPrincipal user, AgentDirectory agents, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        Check(facts.Version, "version", errors);
        Check(facts.HostName, "hostName", errors);
        Check(facts.OperatingSystem, "operatingSystem", errors);
        Check(facts.Architecture, "architecture", errors);
        errors.Require(facts.Cores > 0, "cores", "must be 1 or more.");
        errors.Require(facts.MemoryBytes >= 0, "memoryBytes", "must not be negative.");
        Check(facts.State, "state", errors);
        Check(facts.Store, "store", errors);
        if (errors.Any)
        {
            return Problems.Invalid(errors.ToDictionary());
        }

        AgentId agent = AgentId.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!)!.Value;
        await agents.TakeFactsAsync(agent, facts, cancellationToken);
        return TypedResults.NoContent();
    }

    private static void Check(DiskSpace? disk, string field, FieldErrors errors)
        => errors.Require(
            disk is null || (disk.FreeBytes >= 0 && disk.FreeBytes <= disk.TotalBytes),
            field,
            "must have 0 to totalBytes free bytes.");

    private static void Check(string? text, string field, FieldErrors errors)
        => errors.Require(text is { Length: > 0 and <= Longest }, field, $"must have 1 to {Longest} characters.");
}
