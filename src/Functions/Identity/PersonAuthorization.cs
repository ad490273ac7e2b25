using DtnBox.Functions.Audit;
using Microsoft.AspNetCore.Authorization;

namespace DtnBox.Functions.Identity;

/// <summary>Decides every policy that is about people.</summary>
internal sealed class PersonAuthorization : AuthorizationHandler<PersonRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PersonRequirement requirement)
    {
        if (context.User.Identity is not { IsAuthenticated: true } || context.Resource is not HttpContext http)
        {
            return Task.CompletedTask;
        }

        // What is audited is a change, also by GET: a site's bundle has a new code in it.
        bool changes = http.GetEndpoint()?.Metadata.GetMetadata<AuditedAction>() is not null;
        if (requirement.Check(context.User, http.Request.Method, changes) is { } refusal)
        {
            context.Fail(new RefusalReason(this, refusal));
        }
        else
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Carries a refusal to where the answer is written.</summary>
internal sealed class RefusalReason(IAuthorizationHandler handler, Refusal refusal)
    : AuthorizationFailureReason(handler, refusal.Detail)
{
    public Refusal Refusal { get; } = refusal;
}
