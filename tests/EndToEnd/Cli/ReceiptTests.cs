using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Cli;

/// <summary>The receipt of a real transfer, got and checked with the built <c>dtnbox</c>.</summary>
public sealed class ReceiptTests
{
    private const int Ok = 0;
    private const int Failed = 1;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.receipt.jsonl");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receipt_OfATransfer_IsSignedByBothSitesAndFindsAFlippedByte()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 12, seed: 17, large: 20 * 1024 * 1024);
        TransferView transfer = await dtnbox.TransferAsync(to: "copy/");
        await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(2));
        await Eventually.ThatAsync(
            async () => (await dtnbox.Api.PostAsync<ReceiptView>($"transfers/{transfer.Id}/receipt/signatures"))
                .Signers.All(signer => signer.KeyId is not null),
            TimeSpan.FromMinutes(1),
            "both sites have signed",
            Cancel);
        try
        {
            await RunAsync(dtnbox, Ok, "transfer", "receipt", transfer.Id, "--out", _file);
            string words = await RunAsync(dtnbox, Ok, "receipt", "verify", _file);
            Assert.Contains("of site-a, key ", words, StringComparison.Ordinal);
            Assert.Contains("of site-b, key ", words, StringComparison.Ordinal);
            Assert.Contains("13 objects", words, StringComparison.Ordinal);
            await RunAsync(dtnbox, Ok, Verify(dtnbox));

            await FlipAsync(dtnbox, "copy/big/volume-0.bin", 9 * 1024 * 1024);
            words = await RunAsync(dtnbox, Failed, Verify(dtnbox));
            Assert.Contains("DIFFERS  'copy/big/volume-0.bin' differs in part ", words, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(_file);
        }

        // Nothing of the requests to sign stays in the queue.
        await Eventually.ThatAsync(
            async () => await dtnbox.QueuedRowsAsync() == 0, TimeSpan.FromSeconds(30), "the queue is empty", Cancel);
        TransferView again = await dtnbox.Api.PostAsync<TransferView>($"transfers/{transfer.Id}/run-again", null, "again");
        TransferView ended = await dtnbox.Api.WaitForEndAsync(again.Id, TimeSpan.FromMinutes(2));
        Assert.Equal((transfer.Destination, "end to end", TransferState.Succeeded), (ended.Destination, ended.Label, ended.State));
        Assert.NotEqual(transfer.Id, ended.Id);
    }

    private string[] Verify(Installation dtnbox)
        => ["receipt", "verify", _file, "--store", $"{dtnbox.S3.Endpoint}"];

    private static async Task<string> RunAsync(Installation dtnbox, int expected, params string[] arguments)
    {
        await using var command = ChildProcess.Start(
            RepositoryPaths.Program("Cli", "dtnbox"),
            arguments,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["DTNBOX_URL"] = dtnbox.Address.AbsoluteUri,
                ["DTNBOX_TOKEN"] = dtnbox.Token,
                ["AWS_ACCESS_KEY_ID"] = dtnbox.B.User.AccessKey,
                ["AWS_SECRET_ACCESS_KEY"] = dtnbox.B.User.SecretKey,
            });
        int exitCode = await command.WaitForExitAsync(TimeSpan.FromMinutes(2), Cancel);
        Assert.True(exitCode == expected, $"{exitCode}: {command.Output}");
        return command.Output;
    }

    private static async Task FlipAsync(Installation dtnbox, string key, int at)
    {
        using AmazonS3Client client = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.B.User);
        using GetObjectResponse found = await client.GetObjectAsync(dtnbox.B.Bucket, key, Cancel);
        var content = new MemoryStream();
        await found.ResponseStream.CopyToAsync(content, Cancel);
        content.GetBuffer()[at] ^= 1;
        content.Position = 0;
        await client.PutObjectAsync(
            new PutObjectRequest { BucketName = dtnbox.B.Bucket, Key = key, InputStream = content, UseChunkEncoding = false }, Cancel);
    }
}
