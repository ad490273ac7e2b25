using DtnBox.LocalIdentity.Configuration;
using DtnBox.LocalIdentity.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Accounts;

internal static class AccountServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>()
            .AddEntityFrameworkStores<IdentityDatabase>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddPasswordValidator<PasswordRules>();
        services.AddOptions<IdentityOptions>().Configure<IOptions<LocalIdentityOptions>>((identity, options) =>
        {
            identity.Password.RequiredLength = options.Value.PasswordLength;
            identity.Password.RequireDigit = false;
            identity.Password.RequireLowercase = false;
            identity.Password.RequireUppercase = false;
            identity.Password.RequireNonAlphanumeric = false;
            identity.Lockout.MaxFailedAccessAttempts = options.Value.LockoutFailures;
            identity.Lockout.DefaultLockoutTimeSpan = options.Value.LockoutTime;
        });
        services.AddOptions<DataProtectionTokenProviderOptions>().Configure<IOptions<LocalIdentityOptions>>(
            (tokens, options) => tokens.TokenLifespan = options.Value.ResetLinkLifetime);
        services.AddSingleton<StandInPassword>();
        services.AddScoped<BrowserSession>().AddScoped<PasswordSignIn>().AddScoped<AccountChanges>();
        return services;
    }
}
