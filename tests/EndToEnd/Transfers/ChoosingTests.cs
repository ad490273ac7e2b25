using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Transfers;

/// <summary>Rules, a dry run, deletion of extras and a comparison, through the built programs.</summary>
public sealed class ChoosingTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private static readonly TransferSettings Mirror = new(
        Selection: new Selection([new KeyRule(KeyRuleAction.Exclude, "*.tmp")]), DeleteExtras: new DeleteExtras(2));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_DryRunThenMirrorThenVerifyOnly_EachDoesWhatItSays()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        using AmazonS3Client a = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.A.User);
        using AmazonS3Client b = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.B.User);
        await PutAsync(a, dtnbox.A, ("one", "1"), ("two", "22"), ("scratch.tmp", "x"));
        await PutAsync(b, dtnbox.B, ("two", "22"), ("gone", "y"), ("gone.tmp", "z"));

        TransferView dry = await RunAsync(dtnbox, Mirror with { Kind = TransferKind.DryRun });
        Assert.Equal(
            (TransferState.Succeeded, 1, 1, 1, 0),
            (dry.State, dry.Totals.ObjectsPlanned, dry.Totals.ObjectsSkipped, dry.Totals.ExtrasFound, dry.Totals.ObjectsCopied));
        Assert.Equal(
            [("one", ObjectState.Pending), ("gone", ObjectState.Extra)],
            (await dtnbox.Api.ObjectsAsync(dry.Id)).Select(row => (row.Key, row.State)));
        Assert.Equal(["gone", "gone.tmp", "two"], await KeysAsync(b, dtnbox.B));
        Assert.DoesNotContain(dtnbox.B.Proxy.Requests, request => request.Method is "PUT" or "POST" or "DELETE");

        TransferView mirror = await RunAsync(dtnbox, Mirror);
        Assert.Equal(
            (TransferState.Succeeded, 1, 1), (mirror.State, mirror.Totals.ObjectsVerified, mirror.Totals.ExtrasDeleted));
        Assert.Equal(["gone.tmp", "one", "two"], await KeysAsync(b, dtnbox.B));
        Assert.Equal(
            ObjectState.Deleted, (await dtnbox.Api.ObjectsAsync(mirror.Id)).Single(row => row.Key == "gone").State);

        var verify = new TransferSettings(TransferKind.Verify, Selection: Mirror.Selection);
        Assert.Equal((TransferState.Succeeded, 2), Proven(await RunAsync(dtnbox, verify)));
        await PutAsync(b, dtnbox.B, ("two", "23"));
        TransferView differs = await RunAsync(dtnbox, verify);
        Assert.Equal((TransferState.SucceededWithErrors, 1), Proven(differs));
        Assert.Equal("two", differs.Faults[FaultCodes.ChecksumMismatch].ExampleKey);

        // It only compared: nothing was mended.
        Assert.Equal((TransferState.SucceededWithErrors, 1), Proven(await RunAsync(dtnbox, verify)));

        await PutAsync(b, dtnbox.B, ("x1", "x"), ("x2", "x"), ("x3", "x"));
        TransferView tooMany = await RunAsync(dtnbox, Mirror with { Sync = SyncMode.ChecksumDiffers });
        Assert.Equal((TransferState.SucceededWithErrors, FaultCodes.TooManyExtras), (tooMany.State, tooMany.Fault?.Code));
        Assert.Equal(["gone.tmp", "one", "two", "x1", "x2", "x3"], await KeysAsync(b, dtnbox.B));
        Assert.Equal((TransferState.Succeeded, 2), Proven(await RunAsync(dtnbox, verify)));
    }

    private static (TransferState State, long Objects) Proven(TransferView view) => (view.State, view.Totals.ObjectsVerified);

    private static async Task<TransferView> RunAsync(Installation dtnbox, TransferSettings settings)
        => await dtnbox.Api.WaitForEndAsync((await dtnbox.TransferAsync(settings: settings)).Id, Deadline);

    private static async Task PutAsync(AmazonS3Client client, Site site, params (string Key, string Content)[] objects)
    {
        foreach ((string key, string content) in objects)
        {
            await client.PutObjectAsync(
                new PutObjectRequest { BucketName = site.Bucket, Key = key, ContentBody = content }, Cancel);
        }
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(AmazonS3Client client, Site site)
        => [.. (await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = site.Bucket }, Cancel))
            .S3Objects.Select(found => found.Key)];
}
