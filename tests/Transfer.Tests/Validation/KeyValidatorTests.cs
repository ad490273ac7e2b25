using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Validation;
using Fault = DtnBox.Testing.Fault;

namespace DtnBox.Transfer.Tests.Validation;

public sealed class KeyValidatorTests(S3Server server) : IClassFixture<S3Server>
{
    [Fact]
    public async Task ValidateAsync_EverythingAllowed_FindsNoFaultAndLeavesNothing()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/one", [1]);

        ValidateKeysResult result = await ValidateAsync(scene, new(scene.From, scene.To, scene.To));

        Assert.Empty(result.Faults);
        Assert.Equal(new StoreCapabilities(true, true, true, true, Tagging: true), result.Capabilities! with { AddedHeaders = AddedHeaders.Unknown });
        await AssertNothingLeftAsync(scene);
    }

    [Fact]
    public async Task ValidateAsync_SampleDeletedSinceItWasListed_IsNoFault()
    {
        // As when the other agent's check writes and deletes its test object while this one lists.
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/one", [1]);
        scene.FromProxy.Inject(
            request => request.Method == "GET" && request.RawPath.EndsWith("/in/one", StringComparison.Ordinal),
            Fault.Answer.S3Error(404, "NoSuchKey"));

        ValidateKeysResult result = await ValidateAsync(scene, new(scene.From, null, null));

        Assert.Empty(result.Faults);
    }

    [Fact]
    public async Task ValidateAsync_SourceOnly_AsksNothingOfTheDestination()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);

        ValidateKeysResult result = await ValidateAsync(scene, new(scene.From, null, null));

        Assert.Empty(result.Faults);
        Assert.Null(result.Capabilities);
        Assert.Empty(scene.ToProxy.Requests);
    }

    [Theory]
    [InlineData("wrong-key", "dtnbox-test-secret")]
    [InlineData("dtnbox-test", "wrong-secret")]
    public async Task ValidateAsync_WrongKeys_SaysSoForEachSide(string accessKey, string secretKey)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using ObjectStore store = scene.NewStore(server.Endpoint, new S3User(accessKey, secretKey));

        ValidateKeysResult result = await ValidateAsync(scene, new(scene.From, scene.To, null), _ => store);

        Assert.Equal([FaultCodes.WrongKeys, FaultCodes.WrongKeys], result.Faults.Select(fault => fault.Code));
        Assert.All(result.Faults, fault =>
        {
            Assert.Contains(server.Endpoint.Authority, fault.Message, StringComparison.Ordinal);
            Assert.Contains("secret", fault.NextStep, StringComparison.Ordinal);
            Assert.DoesNotContain(secretKey, fault.Message + fault.NextStep, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task ValidateAsync_KeysOfSomebodyElse_AreDenied()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using ObjectStore store = scene.NewStore(server.Endpoint, server.OtherUser);

        ValidateKeysResult result = await ValidateAsync(scene, new(scene.From, scene.To, null), _ => store);

        Assert.All(result.Faults, fault => Assert.Equal(FaultCodes.AccessDenied, fault.Code));
        Assert.Contains(scene.From.Bucket, result.Faults[0].Message, StringComparison.Ordinal);
        Assert.Contains(result.Faults, fault => fault.Message.Contains(scene.To.Bucket, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ValidateAsync_NoSuchBucket_SaysSo()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        Location nowhere = scene.To with { Bucket = "no-such-bucket-here" };

        ValidateKeysResult result = await ValidateAsync(scene, new(nowhere with { NodeId = "a" }, nowhere, null));

        Assert.Equal(FaultCodes.BucketMissing, Assert.Single(result.Faults.Select(fault => fault.Code).Distinct()));
    }

    [Theory]
    [InlineData("http://no-such-host.invalid")]
    [InlineData("http://127.0.0.1:1")]
    public async Task ValidateAsync_NobodyThere_NamesTheEndpoint(string endpoint)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using ObjectStore store = scene.NewStore(new Uri(endpoint), server.User);

        ValidateKeysResult result = await ValidateAsync(scene, new(scene.From, scene.To, null), _ => store);

        Assert.NotEmpty(result.Faults);
        Assert.All(result.Faults, fault =>
        {
            Assert.Equal(FaultCodes.StoreUnreachable, fault.Code);
            Assert.Contains(new Uri(endpoint).Authority, fault.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    public async Task ValidateAsync_SomeWebServer_IsNoStore(int status)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using FaultRule rule = scene.FromProxy.Inject(
            _ => true, new Fault.Answer(status, "<!doctype html><p>Welcome</p>", "text/html"));

        ValidateKeysResult result = await ValidateAsync(scene, new(scene.From, null, null));

        Assert.Equal(FaultCodes.StoreUnreachable, Assert.Single(result.Faults).Code);
    }

    [Fact]
    public async Task ValidateAsync_SilentStore_IsUnreachable()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.UseIdleTimeout(TimeSpan.FromMilliseconds(200));
        using FaultRule rule = scene.FromProxy.Inject(_ => true, new Fault.HoldUntil(new TaskCompletionSource().Task));

        ValidateKeysResult result = await ValidateAsync(scene, new(scene.From, null, null));

        Assert.Equal(FaultCodes.StoreUnreachable, Assert.Single(result.Faults).Code);
    }

    [Fact]
    public async Task ValidateAsync_NoQuotaLeft_IsFull()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method == "PUT", Fault.Answer.S3Error(403, "QuotaExceeded"));

        ValidateKeysResult result = await ValidateAsync(scene, new(null, scene.To, null));

        Assert.Equal(FaultCodes.DestinationFull, Assert.Single(result.Faults).Code);
    }

    [Fact]
    public async Task ValidateAsync_StoreWithoutListPartsAndAbort_IsSeenAndLeftClean()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using FaultRule list = scene.ToProxy.Inject(
            request => request.Method == "GET" && request.RawQuery.Contains("uploadId", StringComparison.Ordinal),
            Fault.Answer.S3Error(405, "MethodNotAllowed"));
        using FaultRule abort = scene.ToProxy.Inject(
            request => request.Method == "DELETE" && request.RawQuery.Contains("uploadId", StringComparison.Ordinal),
            Fault.Answer.S3Error(501, "NotImplemented"));

        ValidateKeysResult result = await ValidateAsync(scene, new(null, scene.To, null));

        Assert.Empty(result.Faults);
        Assert.Equal(new StoreCapabilities(true, ListParts: false, AbortUpload: false, true, Tagging: true), result.Capabilities! with { AddedHeaders = AddedHeaders.Unknown });
        await AssertNothingLeftAsync(scene);
    }

    [Fact]
    public async Task ValidateAsync_StoreWithoutMultipart_IsSeen()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method == "POST", Fault.Answer.S3Error(501, "NotImplemented"));

        ValidateKeysResult result = await ValidateAsync(scene, new(null, scene.To, null));

        Assert.Empty(result.Faults);
        Assert.Equal(new StoreCapabilities(false, false, false, RangedGet: true, Tagging: true), result.Capabilities! with { AddedHeaders = AddedHeaders.Unknown });
    }

    [Fact]
    public async Task ValidateAsync_ReadBackRefused_FailsAndLeavesNothing()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method == "GET" && request.RawPath != "/", Fault.Answer.S3Error(403, "AccessDenied"));

        ValidateKeysResult result = await ValidateAsync(scene, new(null, scene.To, null));

        Assert.Equal(FaultCodes.AccessDenied, Assert.Single(result.Faults).Code);
        Assert.Null(result.Capabilities);
        rule.Dispose();
        await AssertNothingLeftAsync(scene);
    }

    [Fact]
    public async Task ValidateAsync_DeleteRefused_NamesTheObjectThatStays()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Method == "DELETE" && request.RawQuery.Length == 0, Fault.Answer.S3Error(403, "AccessDenied"));

        ValidateKeysResult result = await ValidateAsync(scene, new(null, scene.To, null));

        string left = Assert.Single(await scene.ListCopiesAsync());
        Assert.StartsWith("out/.dtnbox-check-", left, StringComparison.Ordinal);
        DtnBox.Contracts.Fault fault = Assert.Single(result.Faults);
        Assert.Equal(FaultCodes.AccessDenied, fault.Code);
        Assert.Contains(left, fault.Message, StringComparison.Ordinal);
    }

    private static Task<ValidateKeysResult> ValidateAsync(
        CopyScene scene, ValidateKeysInput input, Func<string, ObjectStore>? stores = null)
    {
        var validator = new KeyValidator(Microsoft.Extensions.Options.Options.Create(scene.Options), TimeProvider.System);
        return validator.ValidateAsync(
            input,
            stores ?? (nodeId => nodeId == scene.From.NodeId ? scene.Source : scene.Destination),
            CancellationToken.None);
    }

    private async Task AssertNothingLeftAsync(CopyScene scene)
    {
        Assert.Empty(await scene.ListCopiesAsync());
        Assert.Empty((await server.Client.ListMultipartUploadsAsync(scene.To.Bucket)).MultipartUploads ?? []);
    }
}
