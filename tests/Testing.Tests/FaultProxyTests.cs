using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace DtnBox.Testing.Tests;

public sealed class FaultProxyTests(S3Server server) : IClassFixture<S3Server>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("plain.txt")]
    [InlineData("dots/../and/./slashes//end/")]
    [InlineData("percent%2Fencoded and blank + plus")]
    [InlineData("öä€😀/?#[]@!$&'()*,;=:\"<>\\^`{|}~")]
    public async Task Relay_AnyKey_IsSignedAndStoredAsSent(string key)
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(server.Endpoint, Cancel);
        using AmazonS3Client s3 = S3Server.NewClient(proxy.Address, server.User);
        string bucket = await server.NewBucketAsync(Cancel);

        await s3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = "hello" }, Cancel);

        ListObjectsV2Response listed = await server.Client.ListObjectsV2Async(new() { BucketName = bucket }, Cancel);
        Assert.Equal([key], listed.S3Objects.Select(o => o.Key));
        ProxiedRequest put = Assert.Single(proxy.Requests);
        Assert.Equal(("PUT", 200, true), (put.Method, put.UpstreamStatus, put.Delivered));
    }

    [Fact]
    public async Task Relay_LargeBody_PassesBothWaysUnchanged()
    {
        await using Case test = await Case.NewAsync(server);
        byte[] content = RandomNumberGenerator.GetBytes(5_000_000);

        await test.PutAsync(content);

        Assert.Equal(content, await test.GetAsync());
        Assert.Equal(content.Length, test.Proxy.Requests[^1].ResponseBytes);
        Assert.True(test.Proxy.Requests[0].RequestBytes >= content.Length);
    }

    [Fact]
    public async Task Inject_Answer_ClientGetsItOnceAndTheServerIsNotAsked()
    {
        await using Case test = await Case.NewAsync(server);
        FaultRule rule = test.Proxy.Inject(r => r.Method == "PUT", Fault.Answer.S3Error(403, "AccessDenied"), times: 1);

        AmazonS3Exception e = await Assert.ThrowsAsync<AmazonS3Exception>(() => test.PutAsync([1]));

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (e.StatusCode, e.ErrorCode));
        Assert.Null(Assert.Single(test.Proxy.Requests).UpstreamStatus);
        await test.PutAsync([1]);
        Assert.Equal(1, rule.Hits);
    }

    [Fact]
    public async Task Inject_ResetDuringRequest_NothingIsStored()
    {
        await using Case test = await Case.NewAsync(server);
        test.Proxy.Inject(r => r.Method == "PUT", new Fault.ResetDuringRequest(100_000));

        await Assert.ThrowsAnyAsync<Exception>(() => test.PutAsync(new byte[1_000_000]));

        Assert.Equal(100_000, test.Proxy.Requests[0].RequestBytes);
        Assert.False(await test.ExistsAsync());
    }

    [Fact]
    public async Task Inject_LoseAnswer_TheWorkIsDoneAndTheClientFails()
    {
        await using Case test = await Case.NewAsync(server);
        test.Proxy.Inject(r => r.Method == "PUT", new Fault.LoseAnswer());

        await Assert.ThrowsAnyAsync<Exception>(() => test.PutAsync([1, 2, 3]));

        Assert.True(await test.ExistsAsync());
        Assert.Equal((200, false), (test.Proxy.Requests[0].UpstreamStatus, test.Proxy.Requests[0].Delivered));
    }

    [Fact]
    public async Task Inject_ResetDuringResponse_ClientGetsAPieceAndAnError()
    {
        await using Case test = await Case.NewAsync(server);
        await test.PutAsync(new byte[1_000_000]);
        test.Proxy.Inject(r => r.Method == "GET", new Fault.ResetDuringResponse(100_000));

        await Assert.ThrowsAnyAsync<IOException>(test.GetAsync);

        await Eventually.ThatAsync(() => test.Proxy.Requests[^1].Ended, Deadline, "the proxy has given up", Cancel);
        Assert.Equal((100_000, false), (test.Proxy.Requests[^1].ResponseBytes, test.Proxy.Requests[^1].Delivered));
    }

    [Fact]
    public async Task Inject_CorruptResponse_ExactlyThatByteDiffers()
    {
        await using Case test = await Case.NewAsync(server);
        byte[] content = RandomNumberGenerator.GetBytes(200_000);
        await test.PutAsync(content);
        test.Proxy.Inject(r => r.Method == "GET", new Fault.CorruptResponse(123_456));

        byte[] received = await test.GetUncheckedAsync();

        Assert.Equal([123_456], Enumerable.Range(0, content.Length).Where(i => content[i] != received[i]));
    }

    [Fact]
    public async Task Inject_HoldUntil_RequestWaitsForTheRelease()
    {
        await using Case test = await Case.NewAsync(server);
        var release = new TaskCompletionSource();
        test.Proxy.Inject(r => r.Method == "PUT", new Fault.HoldUntil(release.Task));

        Task put = test.PutAsync([1]);
        await Eventually.ThatAsync(() => test.Proxy.Requests.Count == 1, Deadline, "the request has come", Cancel);
        Assert.False(await test.ExistsAsync());

        release.SetResult();
        await put;
        Assert.True(await test.ExistsAsync());
    }

    [Fact]
    public async Task BytesPerSecond_OneMegabyteAtFourPerSecond_TakesAQuarterOfASecond()
    {
        await using Case test = await Case.NewAsync(server);
        await test.PutAsync(new byte[1_000_000]);
        test.Proxy.BytesPerSecond = 4_000_000;

        long started = TimeProvider.System.GetTimestamp();
        await test.GetAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(240));
    }

    [Fact]
    public async Task CreateUserAsync_WithQuota_StoreRefusesWhatIsTooMuch()
    {
        S3User user = await server.CreateUserAsync(quotaBytes: 1_000_000, Cancel);
        using AmazonS3Client s3 = S3Server.NewClient(server.Endpoint, user);
        string bucket = $"q-{Guid.NewGuid():N}";
        await s3.PutBucketAsync(bucket, Cancel);

        AmazonS3Exception e = await Assert.ThrowsAsync<AmazonS3Exception>(() => s3.PutObjectAsync(
            new() { BucketName = bucket, Key = "big", InputStream = new MemoryStream(new byte[2_000_000]) }, Cancel));

        Assert.Equal("QuotaExceeded", e.ErrorCode);
    }

    /// <summary>A proxy of its own and one object of its own behind it.</summary>
    private sealed class Case : IAsyncDisposable
    {
        private readonly AmazonS3Client _direct;
        private readonly AmazonS3Client _proxied;
        private readonly string _bucket;

        private Case(FaultProxy proxy, S3Server server, string bucket)
        {
            Proxy = proxy;
            _direct = server.Client;
            _proxied = S3Server.NewClient(proxy.Address, server.User, maxErrorRetry: 0);
            _bucket = bucket;
        }

        public FaultProxy Proxy { get; }

        public static async Task<Case> NewAsync(S3Server server)
            => new(await FaultProxy.StartAsync(server.Endpoint, Cancel), server, await server.NewBucketAsync(Cancel));

        public async Task PutAsync(byte[] content) => await _proxied.PutObjectAsync(
            new() { BucketName = _bucket, Key = "object", InputStream = new MemoryStream(content) }, Cancel);

        public async Task<byte[]> GetAsync()
        {
            using GetObjectResponse response = await _proxied.GetObjectAsync(_bucket, "object", Cancel);
            var content = new MemoryStream();
            await response.ResponseStream.CopyToAsync(content, Cancel);
            return content.ToArray();
        }

        /// <summary>Without the SDK, which compares what it reads with the ETag.</summary>
        public async Task<byte[]> GetUncheckedAsync()
        {
            string address = await _proxied.GetPreSignedURLAsync(new()
            {
                BucketName = _bucket,
                Key = "object",
                Protocol = Protocol.HTTP,
                Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime,
            });
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            return await http.GetByteArrayAsync(new Uri(address), Cancel);
        }

        public async Task<bool> ExistsAsync()
            => (await _direct.ListObjectsV2Async(new() { BucketName = _bucket }, Cancel)).KeyCount == 1;

        public async ValueTask DisposeAsync()
        {
            _proxied.Dispose();
            await Proxy.DisposeAsync();
        }
    }
}
