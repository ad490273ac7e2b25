using System.Net;
using System.Net.Http.Headers;
using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Cli;

/// <summary>A transfer of the keys that a file names, through the built programs.</summary>
public sealed class KeyListTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_OfAListOfKeys_CopiesThoseAndNamesTheOneThatIsMissing()
    {
        await using Installation dtnbox = await Installation.StartAsync();
        using AmazonS3Client a = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.A.User);
        using AmazonS3Client b = S3Server.NewClient(dtnbox.S3.Endpoint, dtnbox.B.User);
        foreach (string key in (string[])["in/one", "in/line\nbreak", "in/not on the list", "in/x.tmp"])
        {
            await PutAsync(a, dtnbox.A, key);
        }

        try
        {
            await File.WriteAllTextAsync(_file, "one\0line\nbreak\0gone\0x.tmp\0one\0", Cancel);
            (int exitCode, string output) = await Dtnbox.RunAsync(
                dtnbox,
                "transfer", "start", $"site-a:{dtnbox.A.Bucket}/in/", $"site-b:{dtnbox.B.Bucket}/",
                "--keys-from0", _file, "--exclude", "*.tmp", "--idempotency-key", "list");
            Assert.True(exitCode == 0, output);
        }
        finally
        {
            File.Delete(_file);
        }

        TransferView started = Assert.Single((await dtnbox.Api.GetAsync<Page<TransferView>>("transfers")).Items);
        TransferView ended = await dtnbox.Api.WaitForEndAsync(started.Id, Deadline);
        Assert.Equal(
            (TransferState.SucceededWithErrors, 3, 2, 1),
            (ended.State, ended.Totals.ObjectsPlanned, ended.Totals.ObjectsVerified, ended.Totals.ObjectsFailed));
        Assert.Equal("in/gone", ended.Faults[FaultCodes.SourceMissing].ExampleKey);
        Assert.Equal(
            ["in/one", "in/line\nbreak", "in/gone"], (await dtnbox.Api.ObjectsAsync(ended.Id)).Select(row => row.Key));
        Assert.Equal(["line\nbreak", "one"], await KeysAsync(b, dtnbox.B));

        await PutAsync(a, dtnbox.A, "in/gone");
        await dtnbox.Api.PostAsync<TransferView>($"transfers/{ended.Id}/restart");
        ended = await dtnbox.Api.WaitAsync(ended.Id, view => view.State == TransferState.Succeeded, Deadline);
        Assert.Equal(3, ended.Totals.ObjectsVerified);

        TransferView again = await dtnbox.Api.PostAsync<TransferView>($"transfers/{ended.Id}/run-again", null, "again");
        again = await dtnbox.Api.WaitForEndAsync(again.Id, Deadline);
        Assert.Equal((TransferState.Succeeded, 3), (again.State, again.Totals.ObjectsSkipped));
    }

    [Fact]
    public async Task Store_ABodyThatIsNoList_IsRefusedWithTheLineAndTheCause()
    {
        await using Installation dtnbox = await Installation.StartAsync(sites: false);
        await AssertRefusedAsync(dtnbox, "\"a\"\n7\n", encoding: null, "Line 2 is not one JSON string");
        await AssertRefusedAsync(dtnbox, "7\n" + new string('x', 40_000_000), encoding: null, "Line 1 is not one JSON string");
        await AssertRefusedAsync(dtnbox, "\"a\"\n", encoding: "gzip", "is not gzip");
        await AssertRefusedAsync(dtnbox, "\"a\"\n", encoding: "br", "has Content-Encoding 'br'");
    }

    private static async Task AssertRefusedAsync(Installation dtnbox, string body, string? encoding, string fault)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/x-ndjson"));
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        using HttpResponseMessage answer = await dtnbox.Api.Http.PostAsync(new Uri("key-lists", UriKind.Relative), content, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(fault, (await answer.Content.ReadAsStringAsync(Cancel)).Replace("\\u0027", "'"), StringComparison.Ordinal);
    }

    private static async Task PutAsync(AmazonS3Client client, Site site, string key) => await client.PutObjectAsync(
        new PutObjectRequest { BucketName = site.Bucket, Key = key, ContentBody = key }, Cancel);

    private static async Task<IReadOnlyList<string>> KeysAsync(AmazonS3Client client, Site site)
        => [.. (await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = site.Bucket, Encoding = EncodingType.Url }, Cancel))
            .S3Objects.Select(found => Uri.UnescapeDataString(found.Key))];
}
