using System.Text;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Stores;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;
using DtnBox.Transfer.Validation;
using Fault = DtnBox.Testing.Fault;

namespace DtnBox.Transfer.Tests.Keyless;

/// <summary>Whoever has the address of one object must not get another one with it.</summary>
public sealed class AddedHeadersTests(S3Server server) : IClassFixture<S3Server>
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("what was never offered");

    [Fact]
    public async Task Find_TheStoreOfTheseTests_CanBeMadeToRefuse()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);

        Assert.Contains(await FindAsync(scene), (AddedHeaders[])[AddedHeaders.Refused, AddedHeaders.RefusedIfNamed]);
        Assert.Empty(await scene.ListCopiesAsync());
    }

    [Theory]
    [InlineData(403, AddedHeaders.Refused)]
    [InlineData(400, AddedHeaders.Refused)]
    [InlineData(200, AddedHeaders.Taken)]
    public async Task Find_StoreThatAnswersAnAddedHeader_IsJudgedByWhatItDoes(int status, AddedHeaders expected)
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        using FaultRule rule = scene.ToProxy.Inject(
            request => request.Headers.ContainsKey("x-amz-copy-source"), new Fault.Answer(status));

        Assert.Equal(expected, await FindAsync(scene));
    }

    [Fact]
    public async Task Find_StoreThatRefusesWhatNamesAbsentHeaders_TakesThem()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        using FaultRule copies = scene.ToProxy.Inject(
            request => request.Headers.ContainsKey("x-amz-copy-source"), new Fault.Answer(200));
        using FaultRule names = scene.ToProxy.Inject(
            request => request.RawQuery.Contains("x-amz-copy-source", StringComparison.Ordinal),
            Fault.Answer.S3Error(403, "SignatureDoesNotMatch"));

        Assert.Equal(AddedHeaders.Taken, await FindAsync(scene));
    }

    [Fact]
    public async Task Signed_CopySourceAdded_CopiesNothingIntoAnObjectOrAPart()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.PutAsync(scene.To.Bucket, "elsewhere/secret", Secret);
        SigningTerms terms = await TermsAsync(scene);
        KeyValuePair<string, string>[] copy = [new("x-amz-copy-source", $"/{scene.To.Bucket}/elsewhere/secret")];
        (string uploadId, _) = await scene.Destination.CreateUploadAsync(
            scene.To.Bucket, "out/parts", metadata: [], CancellationToken.None);

        await Assert.ThrowsAsync<StoreException>(() => scene.Destination.PutAddingAsync(
            terms, scene.To.Bucket, "out/one", copy, new BytesBody([]), CancellationToken.None));
        await Assert.ThrowsAsync<StoreException>(() => scene.Destination.PutAddingAsync(
            terms,
            scene.To.Bucket,
            "out/parts",
            copy,
            new BytesBody([]),
            CancellationToken.None,
            ("partNumber", "1"),
            ("uploadId", uploadId)));

        Assert.Empty(await scene.ListCopiesAsync());
        Assert.Empty(await scene.Destination.ListPartsAsync(
            scene.To.Bucket, "out/parts", uploadId, CancellationToken.None).ToListAsync(CancellationToken.None));
        await scene.Destination.AbortUploadAsync(scene.To.Bucket, "out/parts", uploadId, CancellationToken.None);
    }

    [Theory]
    [InlineData("x-amz-acl", "public-read")]
    [InlineData("x-amz-grant-read", "uri=\"http://acs.amazonaws.com/groups/global/AllUsers\"")]
    [InlineData("x-amz-tagging", "a=b")]
    public async Task Signed_OtherHeaderAdded_IsRefused(string name, string value)
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        SigningTerms terms = await TermsAsync(scene);

        await Assert.ThrowsAsync<StoreException>(() => scene.Destination.PutAddingAsync(
            terms, scene.To.Bucket, "out/one", [new(name, value)], new BytesBody(Secret), CancellationToken.None));
    }

    [Theory]
    [InlineData(AddedHeaders.Taken)]
    [InlineData(AddedHeaders.Unknown)]
    public async Task Sign_StoreThatTakesAddedHeaders_SignsNothing(AddedHeaders added)
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        scene.Capabilities = scene.Capabilities with { AddedHeaders = added };
        await scene.AddAsync("one", 10);
        await scene.CopyAsync();

        StoreException refusal = await Assert.ThrowsAsync<StoreException>(() => scene.SignAsync());

        Assert.Equal(FaultCodes.NotSupported, refusal.Fault.Code);
        Assert.Empty(scene.Ledger.Lines<SignedObject>(LedgerStreams.Signatures));
    }

    [Fact]
    public async Task Sign_StoreThatRefusesByItself_NamesNoAbsentHeader()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        scene.Capabilities = scene.Capabilities with { AddedHeaders = AddedHeaders.Refused };
        await scene.AddAsync("one", 10);

        await HandOver.RunAsync(scene, objects: 1);

        Assert.All(scene.ToProxy.Requests, request => Assert.DoesNotContain(
            "x-amz-copy-source", request.RawQuery, StringComparison.Ordinal));
    }

    private static async Task<SigningTerms> TermsAsync(CopyScene scene)
    {
        DateTimeOffset now = await scene.Destination.ReadClockAsync(scene.To.Bucket, CancellationToken.None);
        return scene.Destination.NewTerms(now, seconds: 60) with
        {
            NamesAbsent = await FindAsync(scene) == AddedHeaders.RefusedIfNamed,
        };
    }

    private static async Task<AddedHeaders> FindAsync(CopyScene scene)
    {
        var validator = new KeyValidator(Microsoft.Extensions.Options.Options.Create(scene.Options), TimeProvider.System);
        ValidateKeysResult result = await validator.ValidateAsync(
            new ValidateKeysInput(null, scene.To, null), _ => scene.Destination, CancellationToken.None);
        Assert.Empty(result.Faults);
        return result.Capabilities!.AddedHeaders;
    }
}
