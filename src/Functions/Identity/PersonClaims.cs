using System.Security.Claims;
using DtnBox.Contracts.People;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Identity;

/// <summary>What is known of the person behind a request, as claims: all schemes for people write the same ones.</summary>
internal static class PersonClaims
{
    /// <summary>Whether they may come in; absent for an identity that nobody has signed up with.</summary>
    public const string State = "dtnbox:state";

    /// <summary>A scope of the personal token that was used; <see cref="Token"/> stands beside them.</summary>
    public const string Scope = "dtnbox:scope";

    /// <summary>The id of the personal token that was used; absent for whoever signed in themselves.</summary>
    public const string Token = "dtnbox:token";

    /// <summary>The role is there for active people only, so nobody else can have any right by it.</summary>
    public static ClaimsPrincipal Of(UserRow user, string scheme, params IEnumerable<Claim> more)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, user.GetId()), new(State, user.State.ToString()), .. more];
        if (user.State == UserState.Active)
        {
            claims.Add(new Claim(ClaimTypes.Role, user.Role.ToString()));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    /// <summary>A service account of the configuration: always active, and with all of its role.</summary>
    public static ClaimsPrincipal Of(ApiToken account, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, account.Name),
            new Claim(State, nameof(UserState.Active)),
            new Claim(ClaimTypes.Role, account.Role.ToString()),
        ],
        scheme));

    /// <summary>Somebody whom a provider knows and we do not.</summary>
    public static ClaimsPrincipal OfStranger(VerifiedIdentity identity, string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, identity.Key)], scheme));
}
