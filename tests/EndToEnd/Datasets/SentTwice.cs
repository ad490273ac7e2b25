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

    /// <summary>What was sent again after the store had acknowledged it, and how much was sent again without that.</summary>
    /// <remarks>
    /// The store has acknowledged a part, or an object of one piece, when it has answered its PUT with 200, whether or not
    /// the agent lived to hear of it: whoever goes on asks the ledger and the store. Again is any later PUT of it.
    /// </remarks>
    /// <param name="destination">Where.</param>
    /// <param name="isKnown">Whether it counts that the store has something, if not as said above.</param>
    public static (IReadOnlyList<string> AfterAnswer, int Unanswered) Again(
        Site destination, Predicate<ProxiedRequest>? isKnown = null)
    {
        isKnown ??= request => request.UpstreamStatus == 200;
        IGrouping<string, ProxiedRequest>[] again =
            [.. Puts(destination).GroupBy(What, StringComparer.Ordinal).Where(sent => sent.Count() > 1)];
        string[] afterAnswer =
        [
            .. again.Where(sent => sent.SkipLast(1).Any(request => isKnown(request)))
                .Select(sent => $"{string.Join(", ", sent.Select(request => request.UpstreamStatus?.ToString() ?? "no answer"))}: {sent.Key}"),
        ];
        return (afterAnswer, again.Length - afterAnswer.Length);
    }

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
