using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Api;

/// <summary>Remembers what each Idempotency-Key of each caller made, so that a repeated request makes nothing new.</summary>
internal sealed class IdempotentRequests(StorageAccount account, TimeProvider time)
{
    /// <summary>Claims a key for a new thing, or tells what was claimed with it before.</summary>
    /// <remarks>The claim is stored before the thing is made, so a request that died in between is completed by its repetition.</remarks>
    /// <returns>The id to use, or null when the key was used with another request.</returns>
    public async Task<string?> ClaimAsync<TRequest>(
        string caller, string key, TRequest request, string newId, CancellationToken cancellationToken)
    {
        string fingerprint = Hash(JsonSerializer.Serialize(request, ContractJson.Options));
        var claim = new RequestRow
        {
            PartitionKey = Hash(caller),
            RowKey = Hash(key),
            Fingerprint = fingerprint,
            MadeId = newId,
            At = time.GetUtcNow(),
        };
        if (await account.Requests.TryInsertAsync(claim, cancellationToken))
        {
            return newId;
        }

        RequestRow? earlier = await account.Requests.FindAsync<RequestRow>(
            claim.PartitionKey, claim.RowKey, cancellationToken);
        return earlier?.Fingerprint == fingerprint ? earlier.MadeId : null;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>One claimed key.</summary>
internal sealed class RequestRow : TableRow
{
    public string Fingerprint { get; set; } = string.Empty;

    public string MadeId { get; set; } = string.Empty;

    public DateTimeOffset At { get; set; }
}
