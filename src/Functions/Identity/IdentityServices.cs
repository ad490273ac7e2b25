using DtnBox.Contracts.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Identity;

internal static class IdentityServices
{
    public static IServiceCollection AddIdentity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<ApiTokenOptions>, ApiTokenOptionsValidator>();
        services.AddOptions<ApiTokenOptions>().BindConfiguration(ApiTokenOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateOnStart();

        // Schemes are named before the options can be asked for. Faulty settings make none: the start tells why.
        SignInOptions signIn = configuration.GetSection(SignInOptions.Section).Get<SignInOptions>() ?? new SignInOptions();
        IdentityProvider[] providers = new SignInOptionsValidator().Validate(null, signIn).Succeeded ? [.. signIn.Providers] : [];

        AuthenticationBuilder schemes = services.AddAuthentication()
            .AddPolicyScheme(PersonScheme.Name, null, options => options.ForwardDefaultSelector = new PersonScheme(providers).Choose)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, PersonalTokenHandler>(PersonalTokenHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, AgentTokenHandler>(AgentTokenHandler.SchemeName, null);
        foreach (IdentityProvider provider in providers)
        {
            schemes.AddProvider(provider);
        }

        services.AddSingleton<IAuthorizationHandler, PersonAuthorization>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalAnswers>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.SignedIn, People(null, TokenScope.Transfer))
            .AddPolicy(Policies.Member, People(Role.Member, TokenScope.Transfer))
            .AddPolicy(Policies.Grantor, People(Role.Member, TokenScope.Node))
            .AddPolicy(Policies.Operator, People(Role.Operator, TokenScope.Node))
            .AddPolicy(Policies.Administrator, People(Role.Administrator, TokenScope.Admin))
            .AddPolicy(Policies.Agent, policy => policy
                .AddAuthenticationSchemes(AgentTokenHandler.SchemeName).RequireAuthenticatedUser())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(PersonScheme.Name)
                .RequireAssertion(_ => false).Build());
        return services.AddRateLimits();
    }

    private static Action<AuthorizationPolicyBuilder> People(Role? least, TokenScope own) => policy => policy
        .AddAuthenticationSchemes(PersonScheme.Name)
        .RequireAuthenticatedUser()
        .AddRequirements(new PersonRequirement(least, own));
}
