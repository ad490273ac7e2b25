using System.Text.Json;

namespace DtnBox.Functions.Api;

/// <summary>Reads a body that may be left out.</summary>
/// <remarks>
/// Not by a parameter of the handler: routing then prefers the fallback endpoint, which takes anything, for a request
/// without a body, and such a request is not found.
/// </remarks>
internal static class OptionalBody
{
    public static async Task<T?> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (!request.HasJsonContentType() || request.ContentLength == 0)
        {
            return null;
        }

        try
        {
            return await request.ReadFromJsonAsync<T>(cancellationToken);
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The body cannot be read.", fault);
        }
    }
}
