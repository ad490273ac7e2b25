using System.Text;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;
using Fault = DtnBox.Testing.Fault;

namespace DtnBox.Transfer.Tests.Keyless;

/// <summary>What a signature is good for, and what not.</summary>
public sealed class SignatureTests(S3Server server) : IClassFixture<S3Server>
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("twelve bytes");
    private static readonly KeyValuePair<string, string>[] Metadata = [new("x-amz-meta-run", "7")];

    [Fact]
    public async Task PutSigned_AsItWasSigned_Writes()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        (SigningTerms terms, byte[] signature) = await SignAsync(scene, seconds: 60);

        await PutAsync(scene, terms, signature, "out/one", Metadata, Content);

        Assert.Equal(Content, await scene.ReadAsync(scene.To.Bucket, "out/one"));
    }

    [Fact]
    public async Task PutSigned_ForAnotherObject_IsRefused()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        (SigningTerms terms, byte[] signature) = await SignAsync(scene, seconds: 60);

        await AssertRefusedAsync(scene, () => PutAsync(scene, terms, signature, "out/two", Metadata, Content));
    }

    [Fact]
    public async Task PutSigned_WithOtherMetadataOrLength_IsRefused()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        (SigningTerms terms, byte[] signature) = await SignAsync(scene, seconds: 60);

        await AssertRefusedAsync(
            scene, () => PutAsync(scene, terms, signature, "out/one", [new("x-amz-meta-run", "8")], Content));
        await AssertRefusedAsync(scene, () => PutAsync(scene, terms, signature, "out/one", [], Content));
        await AssertRefusedAsync(scene, () => PutAsync(scene, terms, signature, "out/one", Metadata, Content[1..]));
    }

    [Fact]
    public async Task PutSigned_Expired_IsRefused()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        (SigningTerms terms, _) = await SignAsync(scene, seconds: 60);
        SigningTerms past = scene.Destination.NewTerms(terms.At - TimeSpan.FromMinutes(5), seconds: 60);
        byte[] signature = scene.Destination.SignPut(past, scene.To.Bucket, "out/one", Metadata, Content.Length);

        await AssertRefusedAsync(scene, () => PutAsync(scene, past, signature, "out/one", Metadata, Content));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(CopyScene.PartSize + 1)]
    public async Task Copy_SignaturesExpired_DescribesThemForNewOnes(int size)
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.AddAsync("one", size);
        await scene.CopyAsync();
        await scene.SignAsync(seconds: 1);

        ChunkResult spent = await scene.CopyAsync();
        Assert.Equal((0, 0, 1, 0), (spent.ObjectsDone, spent.ObjectsSent, spent.ObjectsUnsigned, spent.ObjectsFailed));
        Assert.Empty(scene.Puts);

        await scene.SignAsync();
        await HandOver.SendAsync(scene, objects: 1);
    }

    [Fact]
    public async Task Copy_KeysChangedSinceItWasSigned_DescribesItForNewSignatures()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.AddAsync("one", 10);
        await scene.CopyAsync();
        await scene.SignAsync();
        using FaultRule refused = scene.ToProxy.Inject(
            request => request.Method == "PUT", Fault.Answer.S3Error(403, "InvalidAccessKeyId"), times: 1);

        ChunkResult spent = await scene.CopyAsync();

        Assert.Equal((1, 0), (spent.ObjectsUnsigned, spent.ObjectsFailed));
    }

    [Theory]
    [InlineData("x-amz-copy-source", "/secret/object")]
    [InlineData("x-amz-acl", "public-read")]
    [InlineData("Authorization", "anything")]
    public async Task Sign_HeaderThatDescribesNoObject_IsRefused(string name, string value)
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.AddAsync("one", 10);
        await scene.CopyAsync();
        DescribedObject described = Assert.Single(scene.Ledger.Lines<DescribedObject>(LedgerStreams.Described));
        await scene.Ledger.AppendAsync(
            LedgerStreams.Described, [described with { Headers = [new(name, value)] }], CancellationToken.None);

        SignChunkResult result = await scene.SignAsync();

        Assert.Equal((0, 1), (result.ObjectsSigned, result.ObjectsFailed));
        Assert.Empty(scene.Ledger.Lines<SignedObject>(LedgerStreams.Signatures));
        Assert.Contains(name, Assert.Single(scene.CopiedLines).Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_WhatWasNotPlanned_SignsNothing()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.AddAsync("one", 10);
        await scene.Ledger.AppendAsync(
            LedgerStreams.Described,
            [new DescribedObject("in/other", 10, "etag", Headers: [], Tags: [])],
            CancellationToken.None);

        SignChunkResult result = await scene.SignAsync();

        Assert.Equal((0, 0), (result.ObjectsSigned, result.ObjectsFailed));
    }

    [Fact]
    public async Task Signed_InWords_NamesNoSignature()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.AddAsync("one", 10);
        await scene.CopyAsync();
        await scene.SignAsync();
        SignedObject signed = Assert.Single(scene.Ledger.Lines<SignedObject>(LedgerStreams.Signatures));

        Assert.DoesNotContain(Convert.ToHexStringLower(signed.Put!), signed.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToBase64String(signed.Put!), signed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoreWithoutKeys_AskedForWhatNeedsThem_SaysWhoseTheyAre()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        using ObjectStore store = scene.NewStoreWithoutKeys();

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.HeadAsync(scene.To.Bucket, "out/one", CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => store.ListAsync(scene.To.Bucket, "out/", after: null, maxKeys: 1, CancellationToken.None));
    }

    [Fact]
    public async Task Sign_TenThousandParts_TakesLittleRoom()
    {
        await using CopyScene scene = await HandOver.NewAsync(server);
        await scene.AddAsync("big", CopyScene.PartSize + 1);
        await scene.CopyAsync();
        DescribedObject described = Assert.Single(scene.Ledger.Lines<DescribedObject>(LedgerStreams.Described));
        await scene.Ledger.AppendAsync(
            LedgerStreams.Described, [described with { Size = 10_000L * CopyScene.PartSize }], CancellationToken.None);

        await scene.SignAsync();

        SignedUpload upload = Assert.Single(scene.Ledger.Lines<SignedObject>(LedgerStreams.Signatures)).Upload!;
        Assert.Equal((320_000, 320), (upload.Parts.Length, upload.Lists.Length));
    }

    private static async Task<(SigningTerms Terms, byte[] Signature)> SignAsync(CopyScene scene, int seconds)
    {
        SigningTerms terms = scene.Destination.NewTerms(
            await scene.Destination.ReadClockAsync(scene.To.Bucket, CancellationToken.None), seconds);
        return (terms, scene.Destination.SignPut(terms, scene.To.Bucket, "out/one", Metadata, Content.Length));
    }

    private static async Task PutAsync(
        CopyScene scene,
        SigningTerms terms,
        byte[] signature,
        string key,
        KeyValuePair<string, string>[] metadata,
        byte[] content)
    {
        using ObjectStore store = scene.NewStoreWithoutKeys();
        await store.PutSignedAsync(
            terms,
            signature,
            scene.To.Bucket,
            key,
            metadata,
            new BytesBody(content),
            careful: true,
            CancellationToken.None);
    }

    private static async Task AssertRefusedAsync(CopyScene scene, Func<Task> put)
    {
        StoreException refusal = await Assert.ThrowsAsync<StoreException>(put);
        Assert.Contains(refusal.Fault.Code, (string[])[FaultCodes.WrongKeys, FaultCodes.AccessDenied]);
        Assert.DoesNotContain("X-Amz-", refusal.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await scene.ListCopiesAsync());
    }
}
