using System.Text.Json;
using DtnBox.FunctionsHost.Handler;

namespace DtnBox.FunctionsHost.Management;

/// <summary>Reads a request body that is JSON or empty.</summary>
internal static class JsonBody
{
    public static async Task<(string? Json, string? Fault)> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        string text = await reader.ReadToEndAsync(cancellationToken);
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, null);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return (InvocationBody.Compact(document.RootElement), null);
        }
        catch (JsonException e)
        {
            return (null, $"The body is not JSON: {e.Message}");
        }
    }
}
