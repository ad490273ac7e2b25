using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

public sealed class KillTests(ITestOutputHelper output)
{
    private const long Mebibyte = 1024 * 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_AgentHandlerAndHostKilledInTurn_SucceedsAndSendsNothingTwice()
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 2000, seed, large: 300 * Mebibyte);
        dtnbox.B.Proxy.BytesPerSecond = 12 * Mebibyte;

        TransferView transfer = await dtnbox.TransferAsync();
        await dtnbox.Api.WaitAsync(transfer.Id, view => view.Totals.BytesCopied > 0, TimeSpan.FromMinutes(1));
        Func<Task>[] kills =
        [
            () => dtnbox.KillAgentAsync(dtnbox.A), dtnbox.KillWorkerAsync, dtnbox.KillHostAsync,
            () => dtnbox.KillAgentAsync(dtnbox.B), () => dtnbox.KillAgentAsync(dtnbox.A), dtnbox.KillWorkerAsync,
        ];
        for (int i = 0; i < kills.Length; i++)
        {
            // A random moment of the copy, in bytes rather than in seconds: machines differ, the dataset does not.
            long more = random.NextInt64(4 * Mebibyte, 24 * Mebibyte);
            long from = Sent(dtnbox);
            await Eventually.ThatAsync(
                async () => Sent(dtnbox) >= from + more || await HasEndedAsync(dtnbox, transfer.Id),
                TimeSpan.FromMinutes(3),
                $"{more} more bytes are sent before kill {i}",
                Cancel);
            Assert.False(await HasEndedAsync(dtnbox, transfer.Id), $"The transfer ended before kill {i}: make the dataset larger.");
            await kills[i]();
        }

        dtnbox.B.Proxy.BytesPerSecond = 1024 * Mebibyte;
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(5));
        Assert.Equal(TransferState.Succeeded, ended.State);
        Assert.Equal((2001, 2001, 2001), (ended.Totals.ObjectsPlanned, ended.Totals.ObjectsCopied, ended.Totals.ObjectsVerified));
        await Dataset.AssertSameAsync(dtnbox);
        Assert.Empty(SentTwice.Find(dtnbox.B));
        await Eventually.ThatAsync(
            async () => await dtnbox.QueuedRowsAsync() == 0, TimeSpan.FromSeconds(30), "the queue is empty", Cancel);
    }

    private static long Sent(Installation dtnbox) => SentTwice.Puts(dtnbox.B).Sum(request => request.RequestBytes);

    private static async Task<bool> HasEndedAsync(Installation dtnbox, string id)
        => (await dtnbox.Api.GetAsync<TransferView>($"transfers/{id}")).EndedAt is not null;
}
