using DtnBox.Contracts.Stores;

namespace DtnBox.Transfer.Stores;

/// <summary>Where a request goes, encoded once, exactly as it is signed and as it goes over the wire.</summary>
internal sealed record StoreAddress(string Authority, string Path, string Query, Uri Uri)
{
    /// <summary>Gets a value indicating whether the query holds the signature, so that no header has to.</summary>
    public bool IsPresigned { get; init; }

    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <param name="connection">The store.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">Any legal key, dot segments and double slashes included; empty for the bucket itself.</param>
    /// <param name="query">Name and value of each argument, in ordinal order of names.</param>
    public static StoreAddress Of(
        StoreConnection connection, string bucket, string key, params ReadOnlySpan<(string Name, string Value)> query)
    {
        bool virtualHost = connection.Addressing == AddressingStyle.VirtualHost;
        string authority = virtualHost ? $"{bucket}.{connection.Endpoint.Authority}" : connection.Endpoint.Authority;
        string root = connection.Endpoint.AbsolutePath.TrimEnd('/');
        string encodedKey = Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal);
        string path = virtualHost ? $"{root}/{encodedKey}" : $"{root}/{bucket}/{encodedKey}";

        string queryText = QueryText(query);
        string mark = queryText.Length == 0 ? "" : "?";

        // The ordinary Uri would resolve "a/../b" to "b": another object than the one that is signed.
        var uri = new Uri($"{connection.Endpoint.Scheme}://{authority}{path}{mark}{queryText}", AsWritten);
        return new StoreAddress(authority, path, queryText, uri);
    }

    /// <summary>Arguments as they are signed and sent.</summary>
    public static string QueryText(ReadOnlySpan<(string Name, string Value)> query)
    {
        var arguments = new string[query.Length];
        for (int i = 0; i < query.Length; i++)
        {
            arguments[i] = $"{query[i].Name}={Uri.EscapeDataString(query[i].Value)}";
        }

        return string.Join('&', arguments);
    }
}
