using System.Text.Json;
using DtnBox.Contracts;

namespace DtnBox.ControllerAgent.ControlPlane;

/// <summary>What the control plane said is wrong (RFC 9457).</summary>
internal sealed record Problem(string? Title, string? Detail, string? NextStep, string? Code = null)
{
    private const string MediaType = "application/problem+json";

    /// <summary>Whether an answer is the control plane's own, not that of a proxy or a host that is still starting.</summary>
    public static bool IsIn(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == MediaType;

    /// <summary>Reads the problem of an answer; an answer of somebody else becomes one with only its status.</summary>
    public static async Task<Problem> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = new Problem($"{(int)response.StatusCode} {response.ReasonPhrase}", null, null);
        if (!IsIn(response))
        {
            return status;
        }

        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            return JsonSerializer.Deserialize<Problem>(body, ContractJson.Options) ?? status;
        }
        catch (JsonException)
        {
            // The status still says what happened; a garbled explanation must not hide it.
            return status;
        }
    }

    public override string ToString() => string.Join(' ', new[] { $"{Title}.", Detail, NextStep }.Where(part => part is not null));
}
