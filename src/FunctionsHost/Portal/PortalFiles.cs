using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace DtnBox.FunctionsHost.Portal;

/// <summary>Which file answers a request: the one that is named, the page itself for its own paths, compressed if there is one.</summary>
internal sealed class PortalFiles(IFileProvider files) : IContentTypeProvider
{
    private const string Page = "/index.html";

    /// <summary>Where the build puts files whose name changes with what is in them.</summary>
    private static readonly PathString Assets = "/assets";

    private static readonly (string Encoding, string Suffix)[] Compressions = [("br", ".br"), ("gzip", ".gz")];

    private readonly FileExtensionContentTypeProvider _types = new() { Mappings = { [".html"] = "text/html; charset=utf-8" } };

    /// <summary>The path of the file for this request.</summary>
    public PathString Choose(HttpRequest request)
    {
        PathString path = request.Path;
        if (!files.GetFileInfo(path).Exists && IsForThePage(request))
        {
            path = Page;
        }

        (string _, string suffix) = Array.Find(
            Compressions, way => Accepts(request, way.Encoding) && files.GetFileInfo(path + way.Suffix).Exists);
        return path + suffix;
    }

    /// <summary>Says how long a file may be kept, and how it is compressed.</summary>
    public static void Describe(StaticFileResponseContext answer)
    {
        IHeaderDictionary headers = answer.Context.Response.Headers;
        headers.CacheControl = answer.Context.Request.Path.StartsWithSegments(Assets, StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (Array.Find(Compressions, way => answer.File.Name.EndsWith(way.Suffix, StringComparison.Ordinal)).Encoding is { } encoding)
        {
            headers.ContentEncoding = encoding;
        }
    }

    /// <summary>The type of what is in a file, also when it is compressed.</summary>
    public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType)
    {
        string suffix = Array.Find(Compressions, way => subpath.EndsWith(way.Suffix, StringComparison.Ordinal)).Suffix ?? "";
        return _types.TryGetContentType(subpath[..^suffix.Length], out contentType);
    }

    /// <summary>
    /// Paths that only the page knows. One with a dot may be such a path too, as a node's id may have dots: then it is the
    /// browser's question for a page that tells, and not a script's for a file that is missing.
    /// </summary>
    private static bool IsForThePage(HttpRequest request)
        => !request.Path.StartsWithSegments(Assets, StringComparison.Ordinal)
            && (!Path.HasExtension(request.Path.Value)
                || request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html"));

    private static bool Accepts(HttpRequest request, string encoding)
        => request.GetTypedHeaders().AcceptEncoding.Any(way => way.Value == encoding && way.Quality is null or > 0);
}
