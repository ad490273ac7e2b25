using System.Net.Http.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;

namespace DtnBox.EndToEnd.Secrets;

/// <summary>What docs/security.md says of a key ring that was stolen.</summary>
public sealed class KeyRingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KeyRing_Deleted_AnotherOneServesOnceTheKeysAreEnteredAnew()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 3, seed: 2);
        dtnbox.Host.Terminate();
        await dtnbox.Host.WaitForExitAsync(TimeSpan.FromMinutes(1), Cancel);
        await dtnbox.KeyRing.DeleteAsync(cancellationToken: Cancel);
        await dtnbox.StartHostAsync();
        foreach (Site site in (Site[])[dtnbox.A, dtnbox.B])
        {
            using HttpResponseMessage entered = await dtnbox.Api.Http.PutAsJsonAsync(
                $"nodes/{site.Id}/store/keys", new StoreKeys(site.User.AccessKey, site.User.SecretKey), ContractJson.Options, Cancel);
            entered.EnsureSuccessStatusCode();
        }

        TransferView transfer = await dtnbox.TransferAsync();
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(3));
        Assert.Equal(TransferState.Succeeded, ended.State);
        await Dataset.AssertSameAsync(dtnbox);
    }
}
