using System.Net.Http.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

public sealed class BandwidthTests
{
    private const long Kibibyte = 1024;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Caps_SetBeforeAndLiftedWhileItRuns_HoldAndLetGo()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 20, seed: 1, large: 70 * Kibibyte * Kibibyte);

        // At 1 KiB/s the large object would take most of a day, so whatever arrives at speed passed no cap.
        var node = await SetAsync<NodeView>(dtnbox, HttpMethod.Put, "nodes/site-a/bandwidth", new BandwidthPlan(Kibibyte));
        TransferView transfer = await dtnbox.TransferAsync(settings: new TransferSettings(Bandwidth: new BandwidthPlan(2 * Kibibyte)));
        await Eventually.ThatAsync(
            () => dtnbox.B.Proxy.Requests.Any(request => request.RawQuery.Contains("partNumber=", StringComparison.Ordinal)),
            TimeSpan.FromMinutes(1),
            "a part is on its way",
            Cancel);
        Assert.Equal(Kibibyte, node.Bandwidth?.BytesPerSecond);
        Assert.InRange(Sent(dtnbox), 0, 2 * Kibibyte * Kibibyte);

        // The node's cap alone still holds all.
        TransferView lifted = await SetAsync<TransferView>(dtnbox, HttpMethod.Delete, $"transfers/{transfer.Id}/bandwidth");
        Assert.Null(lifted.Settings.Bandwidth);
        Assert.InRange(Sent(dtnbox), 0, 2 * Kibibyte * Kibibyte);

        await SetAsync<NodeView>(dtnbox, HttpMethod.Delete, "nodes/site-a/bandwidth");
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(2));
        Assert.Equal(TransferState.Succeeded, ended.State);
        await Dataset.AssertSameAsync(dtnbox);
        Assert.Empty(SentTwice.Find(dtnbox.B));
        Assert.NotNull((await dtnbox.Api.GetAsync<Page<TuningChange>>($"transfers/{transfer.Id}/tuning")).Items);
    }

    private static long Sent(Installation dtnbox)
        => dtnbox.B.Proxy.Requests.Where(request => request.Method == "PUT").Sum(request => request.RequestBytes);

    private static async Task<TView> SetAsync<TView>(Installation dtnbox, HttpMethod method, string path, BandwidthPlan? plan = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = plan is null ? null : JsonContent.Create(plan, options: ContractJson.Options),
        };
        using HttpResponseMessage answer = await dtnbox.Api.Http.SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<TView>(ContractJson.Options, Cancel))!;
    }
}
