using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using DtnBox.Contracts;
using DtnBox.Functions.Secrets;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Browse;

/// <summary>What is asked and answered, encrypted: an answer may be a link, which is as good as a key while it holds.</summary>
internal sealed class QuestionBlobs(StorageAccount account, SecretProtector secrets, TimeProvider time)
{
    private const string Folder = "questions/";

    public Task WriteAskedAsync(string id, object input, CancellationToken cancellationToken)
        => WriteAsync(Asked(id), input, cancellationToken);

    public Task<JsonElement?> ReadAskedAsync(string id, CancellationToken cancellationToken)
        => ReadAsync<JsonElement?>(Asked(id), cancellationToken);

    public Task WriteAnswerAsync<T>(string id, T answer, CancellationToken cancellationToken)
        where T : notnull
        => WriteAsync(Answer(id), answer, cancellationToken);

    public Task<T?> ReadAnswerAsync<T>(string id, CancellationToken cancellationToken)
        => ReadAsync<T>(Answer(id), cancellationToken);

    /// <summary>Removes both. What is not there counts as removed.</summary>
    public Task RemoveAsync(string id, CancellationToken cancellationToken) => Task.WhenAll(
        Blob(Asked(id)).DeleteIfExistsAsync(cancellationToken: cancellationToken),
        Blob(Answer(id)).DeleteIfExistsAsync(cancellationToken: cancellationToken));

    /// <summary>Removes what is so old that nobody can be waiting for it.</summary>
    public async Task SweepAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await foreach (BlobItem blob in account.Ledger.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, Folder, cancellationToken))
        {
            if (time.GetUtcNow() - blob.Properties.CreatedOn > age)
            {
                await Blob(blob.Name).DeleteIfExistsAsync(cancellationToken: cancellationToken);
            }
        }
    }

    private static string Asked(string id) => $"{Folder}{id}/asked";

    private static string Answer(string id) => $"{Folder}{id}/answer";

    private BlobClient Blob(string name) => account.Ledger.GetBlobClient(name);

    private async Task WriteAsync(string name, object content, CancellationToken cancellationToken)
        => await Blob(name).UploadAsync(
            BinaryData.FromBytes(secrets.Protect(
                JsonSerializer.SerializeToUtf8Bytes(content, content.GetType(), ContractJson.Options))),
            overwrite: true,
            cancellationToken);

    private async Task<T?> ReadAsync<T>(string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult found = await Blob(name).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize<T>(secrets.Reveal(found.Content.ToArray()), ContractJson.Options);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // Whoever asked has gone, and has taken it along.
            return default;
        }
    }
}
