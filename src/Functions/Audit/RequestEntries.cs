using System.Diagnostics;
using System.Security.Claims;
using DtnBox.Contracts.Audit;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Audit;

/// <summary>What an entry says of a request: never its body, its query or a header that could hold a secret.</summary>
internal static class RequestEntries
{
    private const int LongestUserAgent = 100;

    public static AuditRow New(HttpContext context, DateTimeOffset now, AuditedAction? action)
    {
        AuditRow row = AuditRow.New(now, action?.Action ?? AuditActions.RequestDenied);
        AuditActor actor = ActorOf(context.User);
        (row.ActorKind, row.ActorId, row.TokenId) = (actor.Kind, actor.Id, actor.TokenId);
        row.ThingKind = action?.ThingKind ?? "endpoint";
        row.ThingId = action is null ? EndpointOf(context)
            // An agent's own addresses name nothing: it speaks of itself.
            : action.ThingOf(context.Request.RouteValues) ?? (actor.Kind == ActorKind.Agent ? actor.Id : null);
        row.Address = ClientAddress.Of(context.Request);
        row.UserAgent = UserAgentOf(context.Request);
        row.TraceId = Activity.Current?.TraceId.ToString();
        return row;
    }

    public static AuditActor ActorOf(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } || user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
        {
            return new AuditActor(ActorKind.Anonymous);
        }

        if (user.Identities.Any(identity => identity.AuthenticationType == AgentTokenHandler.SchemeName))
        {
            return new AuditActor(ActorKind.Agent, id);
        }

        return UserId.Is(id) ? new AuditActor(ActorKind.User, id, user.FindFirstValue(PersonClaims.Token))
            : user.HasClaim(claim => claim.Type == ClaimTypes.Role) ? new AuditActor(ActorKind.ServiceAccount, id)
            : new AuditActor(ActorKind.Anonymous, id);
    }

    /// <summary>The method and the pattern of the route: what stands in the address itself is not ours to keep.</summary>
    private static string EndpointOf(HttpContext context)
        => $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "?"}";

    private static string? UserAgentOf(HttpRequest request)
    {
        string text = request.Headers.UserAgent.ToString();
        string plain = new([.. text.Take(LongestUserAgent).Select(c => char.IsControl(c) ? ' ' : c)]);
        return plain.Length == 0 ? null : plain;
    }
}
