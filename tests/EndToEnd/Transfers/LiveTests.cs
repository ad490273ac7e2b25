using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

/// <summary>A stream of events through the host, while a transfer runs from its begin to its end.</summary>
public sealed class LiveTests
{
    private const int Objects = 20;
    private const string Data = "data: ";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_ATransferFromBeginToEnd_TellsOfItsEndAndNeverRunsBackwards()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        using AmazonS3Client a = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.A.User);
        for (int i = 0; i < Objects; i++)
        {
            var put = new PutObjectRequest { BucketName = dtnbox.A.Bucket, Key = $"o{i}", ContentBody = $"content {i}" };
            await a.PutObjectAsync(put, Cancel);
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        over.CancelAfter(Deadline);
        using var lines = new StreamReader(await dtnbox.Api.Http.GetStreamAsync("transfers/events", over.Token));
        string id = (await dtnbox.TransferAsync()).Id;
        List<TransferView> views = [];
        while (views.LastOrDefault()?.State != TransferState.Succeeded)
        {
            string line = await lines.ReadLineAsync(over.Token) ?? throw new InvalidOperationException("The stream has ended.");
            if (line.StartsWith(Data, StringComparison.Ordinal))
            {
                views.Add(JsonSerializer.Deserialize<TransferView>(line[Data.Length..], ContractJson.Options)!);
            }
        }

        Assert.All(views, view => Assert.Equal(id, view.Id));
        Assert.Equal(Objects, views[^1].Totals.ObjectsVerified);
        Assert.Equal(views.Select(view => view.Totals.BytesVerified).Order(), views.Select(view => view.Totals.BytesVerified));
        Assert.Equal(views.Select(view => view.Totals.BytesCopied).Order(), views.Select(view => view.Totals.BytesCopied));
    }
}
