using DtnBox.LocalIdentity.Configuration;
using DtnBox.LocalIdentity.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Tests.Web;

/// <summary>What an https issuer changes; no server is started.</summary>
public sealed class HardeningTests
{
    [Fact]
    public async Task Cookies_OverHttps_AreSecureAndOfThisHostOnly()
    {
        WebApplicationBuilder builder = ProviderServer.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["LocalIdentity:Issuer"] = "https://id.example" });
        await using WebApplication app = builder.Build();
        CookieBuilder session = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme).Cookie;
        CookieBuilder form = app.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie;
        foreach (CookieBuilder cookie in new[] { session, form })
        {
            Assert.StartsWith("__Host-", cookie.Name, StringComparison.Ordinal);
            Assert.Equal(CookieSecurePolicy.Always, cookie.SecurePolicy);
            Assert.True(cookie.HttpOnly);
        }

        Assert.Equal(SameSiteMode.Lax, session.SameSite);
        Assert.Equal(SameSiteMode.Strict, form.SameSite);
    }

    [Fact]
    public void ContentPolicy_WithAPortal_LetsFormsEndThereAndNothingElse()
    {
        var options = new LocalIdentityOptions();
        options.Client.RedirectUris.Add(new Uri("https://dtnbox.example/signed-in"));
        options.Client.PostLogoutRedirectUris.Add(new Uri("https://dtnbox.example/"));
        Assert.Equal(
            "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' https://dtnbox.example; "
                + "base-uri 'none'; frame-ancestors 'none'",
            SecurityHeaders.ContentPolicy(options));
    }
}
