using System.Globalization;
using System.Net.Http.Headers;

namespace DtnBox.Transfer.Stores;

/// <summary>What a store says about an object.</summary>
/// <param name="Size">Bytes of the whole object.</param>
/// <param name="ETag">Without quotes; empty when the store gave none.</param>
/// <param name="LastModified">By the store's clock, whole seconds; absent when the store does not say.</param>
/// <param name="Metadata">The headers that travel with the object: content headers and user metadata.</param>
public sealed record ObjectHead(
    long Size, string ETag, DateTimeOffset? LastModified, IReadOnlyList<KeyValuePair<string, string>> Metadata)
{
    private static readonly string[] KeptHeaders =
    [
        "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Type", "Expires",
    ];

    /// <summary>Gets how many tags the object has; null when the store does not say, as most do not when there are none.</summary>
    public int? TagCount { get; init; }

    /// <summary>Gets a value indicating whether the object has user metadata that no header can carry.</summary>
    public bool LacksMetadata { get; init; }

    internal static ObjectHead Of(HttpResponseMessage response)
    {
        long size = response.Content.Headers.ContentRange?.Length ?? response.Content.Headers.ContentLength ?? 0;
        List<KeyValuePair<string, string>> metadata = [];
        Collect(response.Headers.NonValidated, metadata);
        Collect(response.Content.Headers.NonValidated, metadata);
        string etag = response.Headers.NonValidated.TryGetValues("ETag", out HeaderStringValues values) ? values.ToString() : "";
        return new ObjectHead(size, Unquote(etag), response.Content.Headers.LastModified, metadata)
        {
            TagCount = Number(response, "x-amz-tagging-count"),
            LacksMetadata = Number(response, "x-amz-missing-meta") > 0,
        };
    }

    /// <summary>Whether a header travels with an object.</summary>
    internal static bool Travels(string name) => name.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase)
        || KeptHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);

    internal static string Unquote(string? etag) => etag?.Trim('"') ?? "";

    private static int? Number(HttpResponseMessage response, string header)
        => response.Headers.NonValidated.TryGetValues(header, out HeaderStringValues values)
            && int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static void Collect(HttpHeadersNonValidated headers, List<KeyValuePair<string, string>> metadata)
    {
        foreach ((string name, HeaderStringValues values) in headers)
        {
            if (Travels(name))
            {
                metadata.Add(new(name, string.Join(", ", values)));
            }
        }
    }
}
