using DtnBox.LocalIdentity.Configuration;
using DtnBox.LocalIdentity.Protocol;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Web;

/// <summary>The pages and the cookies they need.</summary>
internal static class WebServices
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        // Checks in the browser would need scripts.
        services.AddRazorPages().AddApplicationPart(typeof(WebServices).Assembly)
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        services.AddHttpContextAccessor();
        services.AddCors();
        services.AddRateLimits();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme);
        services.AddAuthorization();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<LocalIdentityOptions>>((cookies, options) =>
            {
                // Lax: a client elsewhere sends the browser here, and the browser shall be known then.
                Harden(cookies.Cookie, "dtnbox-session", SameSiteMode.Lax, options.Value);
                cookies.LoginPath = Routes.SignIn;
                cookies.AccessDeniedPath = Routes.Error;
                cookies.ReturnUrlParameter = "returnUrl";
                cookies.ExpireTimeSpan = options.Value.SessionLifetime;
                cookies.SlidingExpiration = false;
                cookies.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
            });
        services.Configure<SecurityStampValidatorOptions>(stamps => stamps.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<LocalIdentityOptions>>((antiforgery, options) =>
        {
            Harden(antiforgery.Cookie, "dtnbox-form", SameSiteMode.Strict, options.Value);
            // The header that goes with every page says more.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    private static void Harden(CookieBuilder cookie, string name, SameSiteMode sameSite, LocalIdentityOptions options)
    {
        bool https = options.Issuer!.Scheme == Uri.UriSchemeHttps;
        // Browsers take a __Host- cookie from this host over https only, never from a neighbour below the same domain.
        cookie.Name = https ? "__Host-" + name : name;
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = sameSite;
        cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.IsEssential = true;
    }
}
