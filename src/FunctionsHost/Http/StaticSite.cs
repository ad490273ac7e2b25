using Microsoft.Extensions.FileProviders;

namespace DtnBox.FunctionsHost.Http;

/// <summary>Serves a folder of static files at /, and its index.html for paths that only the page itself knows.</summary>
internal static class StaticSite
{
    private static readonly string[] NotPages = ["/admin", "/runtime"];

    public static void UseStaticSite(this WebApplication web, string folder, string routePrefix)
    {
        var files = new PhysicalFileProvider(folder);
        web.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        web.UseStaticFiles(new StaticFileOptions { FileProvider = files });
        string[] kept = routePrefix.Length > 0 ? [.. NotPages, $"/{routePrefix}"] : NotPages;
        web.MapFallback(async context =>
        {
            IFileInfo index = files.GetFileInfo("index.html");
            bool isPage = HttpMethods.IsGet(context.Request.Method)
                && !kept.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));
            if (!isPage || !index.Exists)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.SendFileAsync(index, context.RequestAborted);
        });
    }
}
