using System.Security.Claims;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Browse;

internal static class QuestionEndpoints
{
    public static void MapQuestions(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder agent = routes.MapGroup($"{ApiRoutes.Root}/agent/questions")
            .WithTags("Agent channel").RequireAuthorization(Policies.Agent).NotAudited(AuditMetadata.DataChannel);
        agent.MapPost("/next", NextAsync).WithSummary("Takes questions about the node's store; waits for some by long-poll.");
        agent.MapPost("/{id}/answer", AnswerAsync).WithSummary("Answers a question. Idempotent.");
    }

    private static async Task<Results<Ok<GivenQuestions>, ProblemHttpResult>> NextAsync(
        NextQuestions request, ClaimsPrincipal user, QuestionChannel questions, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.Require(request.Max is >= 1 and <= 32, "max", "must be 1 to 32.");
        errors.Require(request.WaitSeconds is >= 0 and <= 25, "waitSeconds", "must be 0 to 25.");
        errors.Require(
            request.Knows is { Count: <= 100 } && request.Knows.All(name => name is { Length: > 0 and <= 64 }),
            "knows",
            "must be at most 100 names of 1 to 64 characters.");
        return errors.Any
            ? Problems.Invalid(errors.ToDictionary())
            : TypedResults.Ok(new GivenQuestions(await questions.NextAsync(Agent(user), request, cancellationToken)));
    }

    private static async Task<NoContent> AnswerAsync(
        string id,
        AnswerQuestion answer,
        ClaimsPrincipal user,
        QuestionChannel questions,
        CancellationToken cancellationToken)
    {
        await questions.AnswerAsync(Agent(user), id, answer, cancellationToken);
        return TypedResults.NoContent();
    }

    private static AgentId Agent(ClaimsPrincipal user)
        => AgentId.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!)!.Value;
}
