using DtnBox.LocalIdentity.Clients;
using DtnBox.LocalIdentity.Configuration;
using DtnBox.LocalIdentity.Database;
using DtnBox.LocalIdentity.Keys;
using DtnBox.LocalIdentity.Protocol;
using DtnBox.LocalIdentity.Web;
using DtnBox.Telemetry;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity;

/// <summary>The provider as a web server.</summary>
internal static class ProviderServer
{
    public static WebApplicationBuilder CreateBuilder()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.AddDtnBoxTelemetry("dtnbox-identity");
        // At Information they write addresses, and addresses here carry codes and one-time links.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
        // The ring lies in a private directory; that it is not encrypted itself is said in docs/sign-in.md.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddLocalIdentity();
        return builder;
    }

    /// <summary>Serves until it is told to end.</summary>
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = CreateBuilder();
        ListenAtIssuer(builder);
        builder.Services.AddHostedService<Upkeep>();
        await using WebApplication app = builder.Build();
        using IDisposable held = await PrepareAsync(app, cancellationToken);
        await app.RunAsync(cancellationToken);
        return ExitCodes.Ok;
    }

    /// <summary>Brings database, keys and clients to the present state; the result keeps a second server out.</summary>
    internal static async Task<IDisposable> PrepareAsync(WebApplication app, CancellationToken cancellationToken)
    {
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        IDisposable held = app.Services.GetRequiredService<StateDirectory>().LockForServer();
        app.Services.GetRequiredService<Schema>().Apply();
        app.Services.GetRequiredService<KeyRing>().Rotate();
        await using (AsyncServiceScope scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ClientRegistration>().ApplyAsync(cancellationToken);
        }

        Map(app);
        return held;
    }

    private static void Map(WebApplication app)
    {
        LocalIdentityOptions options = app.Services.GetRequiredService<IOptions<LocalIdentityOptions>>().Value;
        app.UseOneAddress();
        app.UseSecurityHeaders();
        app.UseExceptionHandler(Routes.Error);
        app.UseStatusCodePagesWithReExecute(Routes.Error);
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Routes.Protocol, StringComparison.Ordinal)
                || context.Request.Path.StartsWithSegments("/.well-known", StringComparison.Ordinal),
            protocol => protocol.UseCors(policy => policy
                .WithOrigins([.. options.Client.EffectiveOrigins()]).WithMethods("GET", "POST")
                .WithHeaders("Authorization", "Content-Type")));
        app.UseRateLimiter();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapAuthorize();
        app.MapToken();
        app.MapUserInfo();
        app.MapStyleSheet();
        app.MapGet(Routes.Health, () => Results.NoContent());
        app.MapRazorPages();
    }

    /// <summary>On one machine the issuer's address is where to listen; behind a proxy ASPNETCORE_URLS says it.</summary>
    private static void ListenAtIssuer(WebApplicationBuilder builder)
    {
        bool told = !string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey])
            || builder.Configuration.GetSection("Kestrel:Endpoints").Exists();
        string? address = builder.Configuration[$"{LocalIdentityOptions.Section}:Issuer"];
        if (!told && Uri.TryCreate(address, UriKind.Absolute, out Uri? issuer)
            && issuer is { Scheme: "http", IsLoopback: true })
        {
            builder.WebHost.UseUrls(issuer.GetLeftPart(UriPartial.Authority));
        }
    }
}
