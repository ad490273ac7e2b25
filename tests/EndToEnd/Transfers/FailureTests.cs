using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

/// <summary>What goes wrong ends in a clear state with cause and next step, and does not hold up the rest.</summary>
public sealed class FailureTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_WrongKeys_FailsBeforeAnythingIsSentThenSucceedsWithTheRightOnes()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 3, seed: 1);
        await SetKeysAsync(dtnbox, dtnbox.B, new S3User(dtnbox.B.User.AccessKey, "not the secret"));
        TransferView failed = await EndAsync(dtnbox);
        AssertFailed(failed, FaultCodes.WrongKeys, "site-b");
        Assert.Empty(await Dataset.HashAsync(dtnbox, dtnbox.B));

        await SetKeysAsync(dtnbox, dtnbox.B, dtnbox.B.User);
        await dtnbox.Api.PostAsync<TransferView>($"transfers/{failed.Id}/restart");
        TransferView restarted = await dtnbox.Api.WaitAsync(
            failed.Id, view => view.State == TransferState.Succeeded, Patience);
        Assert.Null(restarted.Fault);
        await Dataset.AssertSameAsync(dtnbox);
    }

    [Fact]
    public async Task Transfer_MissingBucket_FailsNamingIt()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 3, seed: 1);
        TransferView transfer = await dtnbox.Api.PostAsync<TransferView>(
            "transfers",
            new CreateTransfer(dtnbox.A.At(), new Location("site-b", "no-such-bucket-here", string.Empty), null, null),
            "k");
        AssertFailed(await dtnbox.Api.WaitForEndAsync(transfer.Id, Patience), FaultCodes.BucketMissing, "no-such-bucket-here");
    }

    [Fact]
    public async Task Transfer_UnreachableStore_FailsNamingItsAddress()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 3, seed: 1);
        var nowhere = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        await SetStoreAsync(dtnbox, dtnbox.B, nowhere, dtnbox.B.User);
        AssertFailed(await EndAsync(dtnbox), FaultCodes.StoreUnreachable, nowhere.Authority);
    }

    [Fact]
    public async Task Transfer_ObjectDeletedAfterListing_FailsThatOneAndCopiesTheOthers()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 20, seed: 1);
        await PutAsync(dtnbox, "doomed", "soon gone");
        var gone = new TaskCompletionSource();
        dtnbox.A.Proxy.Inject(IsGetOf(dtnbox, "doomed"), new Testing.Fault.HoldUntil(gone.Task), times: 1);
        TransferView transfer = await dtnbox.TransferAsync();
        await WaitForGetAsync(dtnbox, "doomed");
        using (AmazonS3Client client = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.A.User))
        {
            await client.DeleteObjectAsync(dtnbox.A.Bucket, "doomed", Cancel);
        }

        gone.SetResult();
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, Patience);
        Assert.Equal(TransferState.SucceededWithErrors, ended.State);
        Assert.Equal([FaultCodes.SourceDeleted], ended.Faults.Keys);
        await Dataset.AssertSameAsync(dtnbox);
    }

    [Fact]
    public async Task Transfer_ObjectChangedAfterListing_CopiesTheNewVersion()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 20, seed: 1);
        await PutAsync(dtnbox, "moving", "first version");
        var changed = new TaskCompletionSource();
        dtnbox.A.Proxy.Inject(IsGetOf(dtnbox, "moving"), new Testing.Fault.HoldUntil(changed.Task), times: 1);
        TransferView transfer = await dtnbox.TransferAsync();
        await WaitForGetAsync(dtnbox, "moving");
        await PutAsync(dtnbox, "moving", "second version, and longer");
        changed.SetResult();
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, Patience);
        Assert.Equal(TransferState.Succeeded, ended.State);
        await Dataset.AssertSameAsync(dtnbox);
    }

    [Fact]
    public async Task Transfer_NothingUnderThePrefix_FailsInsteadOfSucceedingWithNothing()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        AssertFailed(await EndAsync(dtnbox), FaultCodes.NothingFound, "site-a");
    }

    [Fact]
    public async Task Transfer_DestinationAgentAway_SaysWhomItWaitsForAndGoesOn()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 3, seed: 1);
        dtnbox.B.Agent!.Kill9();
        TransferView transfer = await dtnbox.TransferAsync();
        TransferView waiting = await dtnbox.Api.WaitAsync(
            transfer.Id,
            view => view.WaitingFor?.Contains("site-b", StringComparison.Ordinal) == true,
            TimeSpan.FromMinutes(1));
        Assert.Equal(TransferState.Validating, waiting.State);
        await dtnbox.B.Agent.DisposeAsync();
        dtnbox.StartAgent(dtnbox.B);
        await dtnbox.Api.WaitAsync(transfer.Id, view => view.State == TransferState.Succeeded, Patience);
    }

    [Fact]
    public async Task Transfer_BytesDamagedAtTheDestination_AreFoundAndCopiedAgain()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await PutAsync(dtnbox, "fragile", new string('x', 100_000));

        // The first read-back comes back with one bit flipped, as from a bad disk.
        dtnbox.B.Proxy.Inject(
            request => request.Method == "GET" && request.RawPath.EndsWith("/fragile", StringComparison.Ordinal),
            new Testing.Fault.CorruptResponse(50_000),
            times: 1);
        TransferView ended = await EndAsync(dtnbox);
        Assert.Equal(TransferState.Succeeded, ended.State);
        await Dataset.AssertSameAsync(dtnbox);
        Assert.Single(SentTwice.Find(dtnbox.B));
    }

    [Fact]
    public async Task Transfer_UserMetadataAndContentType_AreKept()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 1, seed: 1, large: 70 * 1024 * 1024);
        Assert.Equal(TransferState.Succeeded, (await EndAsync(dtnbox)).State);
        using AmazonS3Client client = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.B.User);
        foreach (string key in (await Dataset.HashAsync(dtnbox, dtnbox.B)).Keys)
        {
            GetObjectMetadataResponse head = await client.GetObjectMetadataAsync(dtnbox.B.Bucket, key, Cancel);
            Assert.Equal(("application/x-test", "made by a test"), (head.Headers.ContentType, head.Metadata["origin"]));
        }
    }

    private static async Task<TransferView> EndAsync(Installation dtnbox)
        => await dtnbox.Api.WaitForEndAsync((await dtnbox.TransferAsync()).Id, Patience);

    private static void AssertFailed(TransferView ended, string code, string named)
    {
        Assert.True((TransferState.Failed, code) == (ended.State, ended.Fault?.Code), ended.ToString());
        Assert.Contains(named, ended.Fault!.Message + ended.Fault.NextStep, StringComparison.Ordinal);
        Assert.NotEmpty(ended.Fault.NextStep);
    }

    private static async Task PutAsync(Installation dtnbox, string key, string content)
    {
        using AmazonS3Client client = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.A.User);
        await client.PutObjectAsync(
            new PutObjectRequest { BucketName = dtnbox.A.Bucket, Key = key, ContentBody = content, UseChunkEncoding = false },
            Cancel);
    }

    private static Predicate<ProxiedRequest> IsGetOf(Installation dtnbox, string key) => request =>
        request.Method == "GET" && request.RawPath == $"/{dtnbox.A.Bucket}/{key}"
        && request.Headers.ContainsKey("If-Match");

    private static Task WaitForGetAsync(Installation dtnbox, string key) => Eventually.ThatAsync(
        () => dtnbox.A.Proxy.Requests.Any(request => request.Fault is not null && request.RawPath.EndsWith($"/{key}", StringComparison.Ordinal)),
        Patience,
        $"the agent reads {key}",
        Cancel);

    private static Task SetKeysAsync(Installation dtnbox, Site site, S3User user)
        => SetStoreAsync(dtnbox, site, site.Proxy.Address, user);

    private static async Task SetStoreAsync(Installation dtnbox, Site site, Uri endpoint, S3User user)
    {
        using HttpResponseMessage answer = await dtnbox.Api.Http.PutAsync(
            $"nodes/{site.Id}/store",
            System.Net.Http.Json.JsonContent.Create(
                new StoreSettings(endpoint, null, AddressingStyle.Path, user.AccessKey, user.SecretKey),
                options: ContractJson.Options),
            Cancel);
        answer.EnsureSuccessStatusCode();
    }
}
