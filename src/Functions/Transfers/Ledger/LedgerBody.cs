using DtnBox.Functions.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>Takes ledger lines from a request body: small, gzip, and nothing else.</summary>
internal static class LedgerBody
{
    /// <summary>The body, or null when it is too large or not a gzip member.</summary>
    public static async Task<BinaryData?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength is not (> 0 and <= LedgerBlobs.MaxAppendBytes))
        {
            return null;
        }

        byte[] body = new byte[request.ContentLength.Value];
        await request.Body.ReadExactlyAsync(body, cancellationToken);
        return body is [0x1f, 0x8b, ..] ? BinaryData.FromBytes(body) : null;
    }

    public static ProblemHttpResult Refusal() => Problems.Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["body"] = [$"must be one gzip member of JSON lines with a Content-Length of 1 to {LedgerBlobs.MaxAppendBytes}."],
    });
}
