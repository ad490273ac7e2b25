using System.Security.Claims;
using DtnBox.Contracts.People;
using Microsoft.AspNetCore.Authorization;

namespace DtnBox.Functions.Identity;

/// <summary>What a policy asks of a person.</summary>
/// <param name="Least">The least role; null lets in whoever has a valid identity and was not shut out.</param>
/// <param name="Own">The scope that a personal token needs to change anything.</param>
internal sealed record PersonRequirement(Role? Least, TokenScope Own) : IAuthorizationRequirement
{
    /// <summary>Why a person may not do this; null when they may.</summary>
    /// <remarks>
    /// The one place where roles and scopes become rights. Reading needs the scope Read or the policy's own; anything
    /// else needs the policy's own. The role is the user's present one, so no token outlives a demotion.
    /// </remarks>
    public Refusal? Check(ClaimsPrincipal person, string method, bool changes = false)
    {
        if (StateRefusal(person) is { } shut)
        {
            return shut;
        }

        if (person.FindFirst(PersonClaims.Token) is null)
        {
            return null;
        }

        HashSet<string> scopes = [.. person.FindAll(PersonClaims.Scope).Select(claim => claim.Value)];
        bool reads = !changes && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
        return scopes.Contains(Own.ToString()) || (reads && scopes.Contains(nameof(TokenScope.Read)))
            ? null
            : new Refusal(
                $"This API token has the scopes {string.Join(", ", scopes)}, and this needs {(reads ? $"Read or {Own}" : Own)}.",
                "Make a token with that scope: dtnbox token create, or POST /api/v1/me/tokens.");
    }

    private Refusal? StateRefusal(ClaimsPrincipal person) => person.FindFirstValue(PersonClaims.State) switch
    {
        nameof(UserState.Disabled) => Refusal.Disabled,
        _ when Least is null => null,
        null => Refusal.Stranger,
        nameof(UserState.Pending) => Refusal.Pending,
        _ when Enum.Parse<Role>(person.FindFirstValue(ClaimTypes.Role)!) is var role && role < Least => new Refusal(
            $"You are {role}, and this needs {Least}.",
            "Ask an administrator for that role, or somebody who has it to do this."),
        _ => null,
    };
}

/// <summary>Why somebody is not let in, and who must do what about it.</summary>
internal sealed record Refusal(string Detail, string NextStep)
{
    public static readonly Refusal Stranger = new(
        "Your provider vouches for you, but you have not signed up here.",
        "Sign up first: dtnbox me --sign-up, or POST /api/v1/me.");

    public static readonly Refusal Pending = new(
        "You have signed up, and no administrator has let you in yet.",
        "Ask an administrator to approve you, or for an invitation: dtnbox me --invitation CODE.");

    public static readonly Refusal Disabled = new(
        "Your account has been disabled by an administrator.",
        "Ask an administrator to enable it again.");
}
