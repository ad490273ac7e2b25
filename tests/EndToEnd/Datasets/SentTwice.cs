using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Datasets;

/// <summary>Finds, in what the proxy before a store saw, the objects and parts that were sent again after the store had them.</summary>
internal static class SentTwice
{
    public static IReadOnlyList<string> Find(Site destination) =>
    [
        .. Puts(destination)
            .Where(request => request.UpstreamStatus == 200)
            .GroupBy(What, StringComparer.Ordinal)
            .Where(sent => sent.Count() > 1)
            .Select(sent => $"{sent.Count()} × {sent.Key}"),
    ];

    /// <summary>The requests that carry object bytes, not the test object of the key check.</summary>
    public static IEnumerable<ProxiedRequest> Puts(Site destination) => destination.Proxy.Requests
        .Where(request => request.Method == "PUT" && !request.RawPath.Contains(".dtnbox-check-", StringComparison.Ordinal));

    /// <summary>The key, with the part's number if it is one. The upload id does not count: a part is its bytes.</summary>
    private static string What(ProxiedRequest request)
    {
        string? part = request.RawQuery.Split('&').FirstOrDefault(
            parameter => parameter.StartsWith("partNumber=", StringComparison.Ordinal));
        return $"{request.RawPath} {part}";
    }
}
