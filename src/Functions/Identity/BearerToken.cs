namespace DtnBox.Functions.Identity;

/// <summary>Takes the token out of an <c>Authorization: Bearer</c> header (RFC 6750 §2.1; never from the URL).</summary>
internal static class BearerToken
{
    public static string? From(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        const string Scheme = "Bearer ";
        return header is not null && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
    }
}
