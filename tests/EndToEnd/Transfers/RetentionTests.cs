using Amazon.S3;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

/// <summary>The task hub forgets what ended; transfers do not notice.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Purge_AfterATransferEnded_LeavesATransferThatShowsAndRestarts()
    {
        await using Installation dtnbox = await Installation.StartAsync(retention: TimeSpan.FromSeconds(2));
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 5, seed: 1);
        string late = $"t-{Guid.NewGuid():N}";
        TransferView transfer = await dtnbox.Api.PostAsync<TransferView>(
            "transfers", new CreateTransfer(dtnbox.A.At(), new Location("site-b", late, string.Empty), null, null), "k");
        TransferView failed = await dtnbox.Api.WaitForEndAsync(transfer.Id, Patience);
        Assert.Equal((TransferState.Failed, FaultCodes.BucketMissing), (failed.State, failed.Fault?.Code));
        await WaitForPurgeAsync(dtnbox, transfer.Id, run: 1);
        Assert.Equivalent(failed, await dtnbox.Api.GetAsync<TransferView>($"transfers/{transfer.Id}"));

        using (AmazonS3Client client = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.B.User))
        {
            await client.PutBucketAsync(late, Cancel);
        }

        await dtnbox.Api.PostAsync<TransferView>($"transfers/{transfer.Id}/restart");
        TransferView succeeded = await dtnbox.Api.WaitAsync(
            transfer.Id, view => view.State == TransferState.Succeeded, Patience);
        Assert.Equal((2, 5), (succeeded.Attempt, succeeded.Totals.ObjectsVerified));
        await WaitForPurgeAsync(dtnbox, transfer.Id, run: 2);
        Assert.Equivalent(succeeded, await dtnbox.Api.GetAsync<TransferView>($"transfers/{transfer.Id}"));
        Assert.Equal(5, (await dtnbox.Api.ObjectsAsync(transfer.Id)).Count);
    }

    private static async Task WaitForPurgeAsync(Installation dtnbox, string transferId, int run)
    {
        await Eventually.ThatAsync(
            async () => !await dtnbox.HubKnowsAsync(transferId), Patience, $"the hub has forgotten run {run}", Cancel);
    }
}
