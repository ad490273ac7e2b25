using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

public sealed class StopRestartTests
{
    private const long Mebibyte = 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_ThenRestart_SendsOnlyWhatIsMissing()
    {
        // Two parts at a time: with more, all of them would be acknowledged at nearly the same moment.
        await using Installation dtnbox = await Installation.StartAsync(
            agentSettings: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Transfer__PartsInFlight"] = "2",
                ["Transfer__MaxPartsInFlight"] = "2",
            });
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 300, seed: 4711, large: 120 * Mebibyte);
        dtnbox.B.Proxy.BytesPerSecond = 10 * Mebibyte;
        TransferView transfer = await dtnbox.TransferAsync();
        await dtnbox.Api.WaitAsync(
            transfer.Id, view => view.Totals.BytesCopied > 40 * Mebibyte, TimeSpan.FromMinutes(2));

        await dtnbox.Api.PostAsync<TransferView>($"transfers/{transfer.Id}/stop");
        TransferView stopped = await dtnbox.Api.WaitAsync(
            transfer.Id, view => view.State == TransferState.Stopped, TimeSpan.FromSeconds(20));
        long sentBefore = Acknowledged(dtnbox);
        Assert.InRange(stopped.Totals.BytesCopied, 40 * Mebibyte, 125 * Mebibyte);
        await Eventually.ThatAsync(
            () => dtnbox.B.Proxy.Requests.All(request => request.Ended), TimeSpan.FromSeconds(10), "nothing is on its way", Cancel);

        dtnbox.B.Proxy.BytesPerSecond = 1024 * Mebibyte;
        await dtnbox.Api.PostAsync<TransferView>($"transfers/{transfer.Id}/restart");
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(2));
        Assert.Equal((TransferState.Succeeded, 2), (ended.State, ended.Attempt));
        await Dataset.AssertSameAsync(dtnbox);
        Assert.Empty(SentTwice.Find(dtnbox.B));
        Assert.Equal(ended.Totals.BytesPlanned - sentBefore, Acknowledged(dtnbox) - sentBefore);
        await Eventually.ThatAsync(
            async () => await dtnbox.QueuedRowsAsync() == 0, TimeSpan.FromSeconds(30), "the queue is empty", Cancel);
    }

    [Fact]
    public async Task Stop_WhileCopying_TheAgentObeysWithinTwoSeconds()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 50, seed: 1, large: 120 * Mebibyte);
        dtnbox.B.Proxy.BytesPerSecond = 6 * Mebibyte;
        TransferView transfer = await dtnbox.TransferAsync();
        await dtnbox.Api.WaitAsync(transfer.Id, view => view.Totals.BytesCopied > 0, TimeSpan.FromMinutes(1));

        // The promise is 2 s; the agent prints this line after it has stopped and said so.
        await dtnbox.Api.PostAsync<TransferView>($"transfers/{transfer.Id}/stop");
        await dtnbox.A.Agent!.WaitForLineAsync("ended: Stopped", TimeSpan.FromSeconds(2), Cancel);
        int begun = dtnbox.B.Proxy.Requests.Count;
        await dtnbox.Api.WaitAsync(transfer.Id, view => view.State == TransferState.Stopped, TimeSpan.FromSeconds(20));
        Assert.DoesNotContain(
            dtnbox.B.Proxy.Requests.Skip(begun), request => request.Method == "PUT");
    }

    /// <summary>Bytes of objects and parts that the store has taken, without the key check's.</summary>
    private static long Acknowledged(Installation dtnbox) => SentTwice.Puts(dtnbox.B)
        .Where(request => request.UpstreamStatus == 200).Sum(request => request.RequestBytes);
}
