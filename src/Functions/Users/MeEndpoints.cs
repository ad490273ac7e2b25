using System.Security.Claims;
using DtnBox.Contracts.People;
using DtnBox.Functions.Api;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Users;

internal static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder me = routes.MapGroup($"{ApiRoutes.Root}/me")
            .WithTags("People").RequireAuthorization(Policies.SignedIn);
        me.MapPost("/", SignUpAsync).Audited(AuditActions.UserSignUp, "user").RequireRateLimiting(RateLimits.SignUp)
            .WithSummary("Signs you up, or refreshes what is known of you.")
            .WithDescription("The body {\"invitation\": CODE} may be left out. Sending it again changes nothing more.");
        me.MapGet("/", FindAsync).WithSummary("Shows who you are here, and whether you were let in.");
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> SignUpAsync(
        HttpRequest request, ClaimsPrincipal person, SignUps signUps, UserDirectory users, CancellationToken cancellationToken)
    {
        SignUp asked = await OptionalBody.ReadAsync<SignUp>(request, cancellationToken) ?? new SignUp();
        if (request.HttpContext.Features.Get<VerifiedIdentity>() is not { } identity)
        {
            // An API token says nothing new about its owner.
            return await FindAsync(person, users, cancellationToken);
        }

        return await signUps.SignUpAsync(identity, asked.Invitation, cancellationToken) switch
        {
            null => Problems.Denied(
                "The invitation is unknown, was used or revoked, has expired, or is for another e-mail address than the "
                + "verified one your provider tells.",
                "Ask whoever invited you for a new one, or sign up without one and wait for an administrator."),
            { State: UserState.Disabled } => Problems.Denied(Refusal.Disabled.Detail, Refusal.Disabled.NextStep),
            var user => TypedResults.Ok(user.View()),
        };
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> FindAsync(
        ClaimsPrincipal person, UserDirectory users, CancellationToken cancellationToken)
    {
        var caller = Caller.From(person);
        if (person.FindFirst(PersonClaims.State) is null)
        {
            return Problems.Denied(Refusal.Stranger.Detail, Refusal.Stranger.NextStep);
        }

        return TypedResults.Ok(await users.ReadAsync(caller.Subject, cancellationToken) is { } user
            ? user.View()
            : new UserView(caller.Subject, caller.Subject, null, false, UserState.Active, caller.Role, "configuration"));
    }
}
