using DtnBox.Functions.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.Tokens;

namespace DtnBox.Functions.Identity;

/// <summary>One scheme for each OpenID provider, which validates its access tokens.</summary>
internal static class ProviderSchemes
{
    /// <summary>How far clocks may differ: ours, and that of whoever issued a token.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>A token with an unknown key has the metadata read again, but not more often than this.</summary>
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);

    /// <summary>The metadata are read again in any case, so that a key which the provider withdrew ends here too.</summary>
    private static readonly TimeSpan AutomaticRefreshInterval = TimeSpan.FromHours(1);

    /// <remarks>Only signatures that need the provider's private key: its public key must not serve as a shared secret.</remarks>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static AuthenticationBuilder AddProvider(this AuthenticationBuilder builder, IdentityProvider provider)
    {
        string scheme = PersonScheme.Of(provider);
        if (provider.IsEntra)
        {
            // Brings the validation of Entra's issuers and the check that a token was given for a scope or role.
            builder.AddMicrosoftIdentityWebApi(
                jwt => jwt.Authority = provider.Authority,
                entra =>
                {
                    entra.Instance = new Uri(provider.Authority).GetLeftPart(UriPartial.Authority) + "/";
                    entra.TenantId = provider.Tenant;
                    entra.ClientId = provider.ClientId;
                },
                scheme);
        }
        else
        {
            builder.AddJwtBearer(scheme, jwt => jwt.Authority = provider.Authority);
        }

        builder.Services.AddOptions<JwtBearerOptions>(scheme)
            .Configure<TimeProvider>((jwt, time) => Tighten(jwt, provider, time))
            .PostConfigure(ForgetWithdrawnKeys);
        return builder;
    }

    private static void Tighten(JwtBearerOptions jwt, IdentityProvider provider, TimeProvider time)
    {
        string metadata = provider.MetadataAddress ?? $"{jwt.Authority!.TrimEnd('/')}/.well-known/openid-configuration";
        jwt.MetadataAddress = metadata;

        // The options allow http for loopback alone.
        jwt.RequireHttpsMetadata = new Uri(metadata).Scheme == Uri.UriSchemeHttps;
        jwt.RefreshInterval = RefreshInterval;
        jwt.AutomaticRefreshInterval = AutomaticRefreshInterval;
        jwt.MapInboundClaims = false;
        jwt.SaveToken = false;

        TokenValidationParameters rules = jwt.TokenValidationParameters;
        rules.ValidAlgorithms = Algorithms;
        rules.AudienceValidator = null;
        rules.ValidAudience = provider.Audience;
        rules.LifetimeValidator = (from, until, _, _) => IsWithin(from, until, time.GetUtcNow().UtcDateTime);

        jwt.Events ??= new JwtBearerEvents();
        Func<TokenValidatedContext, Task> before = jwt.Events.OnTokenValidated;
        jwt.Events.OnTokenValidated = async context =>
        {
            await before(context);
            if (context.Result is null)
            {
                await RecogniseAsync(context, provider);
            }
        };
    }

    private static void ForgetWithdrawnKeys(JwtBearerOptions jwt)
    {
        // It would go on taking the keys of older metadata for an hour, also of a provider that lost one of them.
        if (jwt.ConfigurationManager is BaseConfigurationManager metadata)
        {
            metadata.UseLastKnownGoodConfiguration = false;
        }
    }

    private static bool IsWithin(DateTime? from, DateTime? until, DateTime now)
        => until is { } end && now < end + ClockSkew && (from is null || from <= now + ClockSkew);

    /// <summary>Puts the user in the place of the token's claims: what a provider says gives no right here.</summary>
    private static async Task RecogniseAsync(TokenValidatedContext context, IdentityProvider provider)
    {
        if (VerifiedIdentity.From(context.Principal!, provider) is not { } identity)
        {
            context.Fail("The token does not say who it is about.");
            return;
        }

        HttpContext http = context.HttpContext;
        http.Features.Set(identity);
        UserRow? user = await http.RequestServices.GetRequiredService<UserDirectory>()
            .FindAsync(identity, http.RequestAborted);
        context.Principal = user is null
            ? PersonClaims.OfStranger(identity, context.Scheme.Name)
            : PersonClaims.Of(user, context.Scheme.Name);
    }
}
