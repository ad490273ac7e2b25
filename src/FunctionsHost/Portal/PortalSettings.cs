using System.Text.RegularExpressions;

namespace DtnBox.FunctionsHost.Portal;

/// <summary>What the portal needs to know of this installation. It is asked at run time, so that one build serves all.</summary>
/// <param name="ApiBase">Where the API is, without <c>/api</c>; empty for where the portal itself is.</param>
/// <param name="ConnectSources">Whom else the portal's scripts may talk to, as sources of a Content-Security-Policy.</param>
internal sealed partial record PortalSettings(string ApiBase, IReadOnlyList<string> ConnectSources)
{
    private static readonly char[] Separators = [' ', ',', '\t', '\n'];

    /// <summary>Reads <c>Portal:*</c>, and from <c>Identity:Providers</c> where people sign in.</summary>
    public static PortalSettings Read(IConfiguration settings)
    {
        string apiBase = (settings["Portal:ApiBase"] ?? "").TrimEnd('/');
        if (apiBase.Length > 0 && OriginOf(apiBase) is null)
        {
            throw Fault("Portal:ApiBase", apiBase, "Write the API's address, such as https://dtnbox.uni.example, or leave it out");
        }

        string[] named = (settings["Portal:ConnectSources"] ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        if (Array.Find(named, source => !Source().IsMatch(source)) is { } wrong)
        {
            throw Fault("Portal:ConnectSources", wrong, "Write origins with blanks between them, such as https://s3.uni.example");
        }

        // An authority that is no address is the app's to refuse.
        IEnumerable<string> others = settings.GetSection("Identity:Providers").GetChildren()
            .SelectMany(provider => new[] { provider["Authority"], provider["MetadataAddress"] })
            .Append(apiBase)
            .Select(OriginOf).OfType<string>();
        return new PortalSettings(apiBase, [.. others.Concat(named).Distinct(StringComparer.OrdinalIgnoreCase)]);
    }

    private static string? OriginOf(string? address)
        => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https"
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    private static AppConfigurationException Fault(string field, string value, string fix)
        => new("settings", field, $"has '{value}'", fix);

    /// <summary>A scheme, or an origin whose host may begin, and whose port may be, <c>*</c>. Nothing that ends the directive.</summary>
    [GeneratedRegex(
        @"^https?:(//(\*\.)?[A-Za-z0-9.-]+(:([0-9]{1,5}|\*))?|//\[[0-9A-Fa-f:]+\](:([0-9]{1,5}|\*))?)?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Source();
}
