using System.Reflection;
using DtnBox.LocalIdentity.Protocol;

namespace DtnBox.LocalIdentity.Web;

/// <summary>The one file that the pages load.</summary>
internal static class StyleSheet
{
    public static void MapStyleSheet(this IEndpointRouteBuilder routes) => routes.MapGet(Routes.StyleSheet, Send);

    private static IResult Send(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Stream(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("site.css")!, "text/css; charset=utf-8");
    }
}
