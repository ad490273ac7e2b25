using Microsoft.Extensions.FileProviders;

namespace DtnBox.FunctionsHost.Portal;

/// <summary>Serves the portal at /, as any static host may (docs/portal-hosting.md).</summary>
internal static class PortalSite
{
    private static readonly string[] NotPages = ["/admin", "/runtime"];

    /// <summary>The folder of the portal: the one that was named, or <c>portal</c> in the app; null when there is none.</summary>
    public static string? FolderOf(HostArguments arguments)
    {
        string beside = Path.Combine(arguments.AppFolder, "portal");
        return arguments.PortalFolder ?? (File.Exists(Path.Combine(beside, "index.html")) ? beside : null);
    }

    /// <summary>Serves it where there is one, except at paths that are the app's or the host's.</summary>
    public static void UsePortal(this WebApplication web, FunctionsApp app)
    {
        if (FolderOf(app.Arguments) is not { } folder)
        {
            return;
        }

        var settings = PortalSettings.Read(web.Configuration);
        var headers = new PortalHeaders(settings);
        var provider = new PhysicalFileProvider(folder);
        var files = new PortalFiles(provider);
        string[] kept = app.RoutePrefix.Length > 0 ? [.. NotPages, $"/{app.RoutePrefix}"] : NotPages;
        web.UseWhen(
            context => !kept.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)),
            site =>
            {
                site.Use(async (context, next) =>
                {
                    headers.Set(context.Response.Headers);
                    if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path == "/config.json")
                    {
                        context.Response.Headers.CacheControl = "no-cache";
                        await context.Response.WriteAsJsonAsync(new { settings.ApiBase }, context.RequestAborted);
                        return;
                    }

                    context.Request.Path = files.Choose(context.Request);
                    await next(context);
                });
                site.UseStaticFiles(new StaticFileOptions
                {
                    FileProvider = provider,
                    ContentTypeProvider = files,
                    OnPrepareResponse = PortalFiles.Describe,
                });
            });
    }
}
