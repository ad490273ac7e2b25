using DtnBox.Functions.Api;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace DtnBox.Functions.Identity;

/// <summary>Answers whoever is known and not let in with a problem that says who must act.</summary>
internal sealed class RefusalAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
        => authorizeResult.Forbidden
            && authorizeResult.AuthorizationFailure?.FailureReasons.OfType<RefusalReason>().FirstOrDefault() is { } reason
            ? Problems.Denied(reason.Refusal.Detail, reason.Refusal.NextStep).ExecuteAsync(context)
            : _usual.HandleAsync(next, context, policy, authorizeResult);
}
