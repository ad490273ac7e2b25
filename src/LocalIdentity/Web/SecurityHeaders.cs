using DtnBox.LocalIdentity.Configuration;
using DtnBox.LocalIdentity.Protocol;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Web;

/// <summary>What browsers are told about every answer: no scripts, no frames, nothing from elsewhere, no referrer.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        LocalIdentityOptions options = app.Services.GetRequiredService<IOptions<LocalIdentityOptions>>().Value;
        string policy = ContentPolicy(options);
        bool https = options.Issuer!.Scheme == Uri.UriSchemeHttps;
        app.Use((context, next) =>
        {
            // As late as possible: the handler of exceptions clears what was set before it.
            context.Response.OnStarting(() =>
            {
                Set(context, policy, https);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    internal static string ContentPolicy(LocalIdentityOptions options)
    {
        // Browsers apply form-action to the redirects that follow a form, too: the sign-in ends at the client.
        string clients = string.Concat(options.Client.RedirectUris.Concat(options.Client.PostLogoutRedirectUris)
            .Select(address => " " + address.GetLeftPart(UriPartial.Authority)).Distinct());
        return $"default-src 'none'; style-src 'self'; img-src data:; form-action 'self'{clients}; "
            + "base-uri 'none'; frame-ancestors 'none'";
    }

    private static void Set(HttpContext context, string policy, bool https)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Addresses here carry codes and one-time links.
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (context.Request.Path != Routes.StyleSheet)
        {
            headers.CacheControl = "no-store";
        }

        if (https)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }
}
