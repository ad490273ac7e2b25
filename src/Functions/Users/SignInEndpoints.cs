using DtnBox.Contracts;
using DtnBox.Contracts.People;
using DtnBox.Functions.Api;
using DtnBox.Functions.Identity;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Users;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
        => routes.MapGet($"{ApiRoutes.Root}/sign-in", List)
            .WithTags("People")
            .WithSummary("Lists the providers that people sign in with, for portals and command lines.")
            .AllowAnonymous();

    private static Ok<Page<SignInProvider>> List(IOptions<SignInOptions> options)
        => TypedResults.Ok(new Page<SignInProvider>([.. options.Value.Providers.Select(provider => new SignInProvider(
            provider.Name,
            provider.IsEntra ? IdentityProvider.Entra : IdentityProvider.Oidc,
            provider.Authority,
            provider.ClientId,
            provider.Audience))]));
}
