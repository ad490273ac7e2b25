using System.Net;
using System.Net.Http.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;

namespace DtnBox.EndToEnd.Grants;

/// <summary>A member copies between sites of somebody else, with grants that come and go.</summary>
public sealed class RevokedTests
{
    private const long Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_GrantRevokedInTheMiddle_ParksAndGoesOnAfterANewOne()
    {
        await using Installation dtnbox = await Installation.StartAsync(
            agentSettings: new Dictionary<string, string>(StringComparer.Ordinal) { ["Transfer__PartsInFlight"] = "2" });
        using var bob = new Installations.Api(dtnbox.Address, dtnbox.Token + "-member");
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 3, seed: 1, large: 96 * Mebibyte);
        dtnbox.B.Proxy.BytesPerSecond = 10 * Mebibyte;

        Assert.Equal(HttpStatusCode.NotFound, await StartAsync(dtnbox, bob));
        await GiveAsync(dtnbox, dtnbox.A.At(), Right.Read);
        GrantView write = await GiveAsync(dtnbox, dtnbox.B.At(), Right.Write);
        Assert.Equal(2, (await bob.GetAsync<Page<NodeView>>("nodes")).Items.Count(node => node.Store.AccessKey is null));

        TransferView transfer = await bob.PostAsync<TransferView>(
            "transfers", new CreateTransfer(dtnbox.A.At(), dtnbox.B.At()), Guid.NewGuid().ToString());
        await bob.WaitAsync(transfer.Id, view => view.Totals.BytesCopied > 16 * Mebibyte, Patience);
        using HttpResponseMessage revoked = await dtnbox.Api.Http.DeleteAsync(
            $"nodes/{write.NodeId}/grants/{write.Id}", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);

        TransferView parked = await bob.WaitAsync(transfer.Id, view => view.State == TransferState.Parked, Patience);
        Assert.Equal(FaultCodes.GrantMissing, parked.Fault!.Code);
        Assert.Contains($"{dtnbox.B.Id}:{dtnbox.B.Bucket}/", parked.Fault.Message, StringComparison.Ordinal);
        using HttpResponseMessage refused = await bob.Http.PostAsync($"transfers/{transfer.Id}/restart", null, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        dtnbox.B.Proxy.BytesPerSecond = 1024 * Mebibyte;
        await GiveAsync(dtnbox, dtnbox.B.At(), Right.Write);
        await bob.PostAsync<TransferView>($"transfers/{transfer.Id}/restart");
        TransferView ended = await bob.WaitForEndAsync(transfer.Id, Patience);
        Assert.Equal((TransferState.Succeeded, null, 2), (ended.State, ended.Fault, ended.Attempt));
        await Dataset.AssertSameAsync(dtnbox);
        Assert.Empty(SentTwice.Find(dtnbox.B));
    }

    private static Task<GrantView> GiveAsync(Installation dtnbox, Location place, Right right)
        => dtnbox.Api.PostAsync<GrantView>(
            $"nodes/{place.NodeId}/grants",
            new CreateGrant("bob", right, place.Bucket, TimeProvider.System.GetUtcNow().AddDays(1), place.Prefix),
            Guid.NewGuid().ToString());

    private static async Task<HttpStatusCode> StartAsync(Installation dtnbox, Installations.Api who)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "transfers")
        {
            Content = JsonContent.Create(new CreateTransfer(dtnbox.A.At(), dtnbox.B.At()), options: ContractJson.Options),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using HttpResponseMessage answer = await who.Http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
