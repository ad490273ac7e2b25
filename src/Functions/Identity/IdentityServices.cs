using DtnBox.Contracts.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Identity;

internal static class IdentityServices
{
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ApiTokenOptions>, ApiTokenOptionsValidator>();
        services.AddOptions<ApiTokenOptions>().BindConfiguration(ApiTokenOptions.Section).ValidateOnStart();

        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, AgentTokenHandler>(AgentTokenHandler.SchemeName, null);

        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Member, People(Role.Member, Role.Operator, Role.Administrator))
            .AddPolicy(Policies.Operator, People(Role.Operator, Role.Administrator))
            .AddPolicy(Policies.Administrator, People(Role.Administrator))
            .AddPolicy(Policies.Agent, policy => policy
                .AddAuthenticationSchemes(AgentTokenHandler.SchemeName).RequireAuthenticatedUser())
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(ApiTokenHandler.SchemeName)
                .RequireAssertion(_ => false).Build());
        return services;
    }

    private static Action<AuthorizationPolicyBuilder> People(params Role[] roles) => policy => policy
        .AddAuthenticationSchemes(ApiTokenHandler.SchemeName)
        .RequireAuthenticatedUser()
        .RequireRole(roles.Select(role => role.ToString()));
}
