using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

/// <summary>What one object suffers does not stop the others; what a store suffers waits for a person.</summary>
public sealed class ParkedTests
{
    private const long Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_FullDestination_ParksAndGoesOnWhenThereIsRoom()
    {
        await using Installation dtnbox = await Installation.StartAsync(quotaBytes: 3 * Mebibyte);
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 2, seed: 1, large: 8 * Mebibyte);
        TransferView transfer = await dtnbox.TransferAsync();
        TransferView parked = await dtnbox.Api.WaitAsync(
            transfer.Id, view => view.State == TransferState.Parked, Patience);
        Assert.Equal(FaultCodes.DestinationFull, parked.Fault!.Code);
        Assert.Contains("quota", parked.Fault.NextStep, StringComparison.Ordinal);
        Assert.NotNull(parked.EndedAt);

        await dtnbox.S3.SetQuotaAsync(dtnbox.B.User, 100 * Mebibyte, Cancel);
        await dtnbox.Api.PostAsync<TransferView>($"transfers/{transfer.Id}/restart");
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, Patience);
        Assert.Equal((TransferState.Succeeded, null, 2), (ended.State, ended.Fault, ended.Attempt));
        await Dataset.AssertSameAsync(dtnbox);
        Assert.Empty(SentTwice.Find(dtnbox.B));
    }

    [Fact]
    public async Task Transfer_KeysRefusedInTheMiddle_ParksCanBeStoppedAndGoesOn()
    {
        await using Installation dtnbox = await Installation.StartAsync(
            agentSettings: new Dictionary<string, string>(StringComparer.Ordinal) { ["Transfer__PartsInFlight"] = "2" });
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 3, seed: 1, large: 96 * Mebibyte);
        dtnbox.B.Proxy.BytesPerSecond = 10 * Mebibyte;
        bool refused = false;
        dtnbox.B.Proxy.Inject(_ => Volatile.Read(ref refused), Testing.Fault.Answer.S3Error(403, "InvalidAccessKeyId"));
        TransferView transfer = await dtnbox.TransferAsync();
        await dtnbox.Api.WaitAsync(transfer.Id, view => view.Totals.BytesCopied > 16 * Mebibyte, Patience);
        Volatile.Write(ref refused, true);

        TransferView parked = await dtnbox.Api.WaitAsync(
            transfer.Id, view => view.State == TransferState.Parked, Patience);
        Assert.Equal(FaultCodes.WrongKeys, parked.Fault!.Code);
        await dtnbox.Api.PostAsync<TransferView>($"transfers/{transfer.Id}/stop");
        await dtnbox.Api.WaitAsync(transfer.Id, view => view.State == TransferState.Stopped, Patience);

        Volatile.Write(ref refused, false);
        dtnbox.B.Proxy.BytesPerSecond = 1024 * Mebibyte;
        await dtnbox.Api.PostAsync<TransferView>($"transfers/{transfer.Id}/restart");
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, Patience);
        Assert.Equal((TransferState.Succeeded, null), (ended.State, ended.Fault));
        await Dataset.AssertSameAsync(dtnbox);
        Assert.Empty(SentTwice.Find(dtnbox.B));
    }

    [Fact]
    public async Task Transfer_FaultsOfSeveralClasses_QuarantinesWhatStaysBadAndMendsTheRest()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 40, seed: 1);
        string[] keys = [.. (await Dataset.HashAsync(dtnbox, dtnbox.A)).Keys];
        dtnbox.A.Proxy.Inject(Is("GET", keys[10]), Testing.Fault.Answer.S3Error(403, "AccessDenied"));
        dtnbox.A.Proxy.Inject(Is("GET", keys[11]), Testing.Fault.Answer.S3Error(500, "InternalError"), times: 1);
        dtnbox.B.Proxy.Inject(Is("PUT", keys[12]), Testing.Fault.Answer.S3Error(501, "NotImplemented"));
        dtnbox.B.Proxy.Inject(Is("PUT", keys[13]), Testing.Fault.Answer.S3Error(503, "SlowDown"), times: 2);
        dtnbox.B.Proxy.Inject(Is("PUT", keys[14]), new Testing.Fault.ResetBeforeRequest(), times: 1);

        TransferView transfer = await dtnbox.TransferAsync();
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, Patience);

        Assert.Equal(TransferState.SucceededWithErrors, ended.State);
        Assert.Equal((38, 2), (ended.Totals.ObjectsVerified, ended.Totals.ObjectsFailed));
        Assert.Equal(
            [(keys[10], FaultClass.Denied), (keys[12], FaultClass.Permanent)],
            (await dtnbox.Api.ObjectsAsync(transfer.Id))
                .Where(found => found.State == ObjectState.Failed)
                .Select(found => (found.Key, FaultClasses.Of(found.Fault!))));
    }

    private static Predicate<ProxiedRequest> Is(string method, string key)
    {
        string end = "/" + string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
        // A keyless transfer's addresses carry their signatures.
        return request => request.Method == method && request.RawPath.EndsWith(end, StringComparison.Ordinal)
            && (request.RawQuery.Length == 0 || request.RawQuery.StartsWith("X-Amz-", StringComparison.Ordinal));
    }
}
