using System.Security.Cryptography;
using DtnBox.Contracts.Commands;
using DtnBox.Testing;

namespace DtnBox.Transfer.Tests.Fidelity;

/// <summary>An object of 10,000 parts, the most that S3 allows.</summary>
/// <remarks>
/// With parts of 5 MiB it would have 50 GB. A gateway of its own, on the same Ceph cluster, takes parts of 4 KiB: so every
/// part number is really sent, listed, put together and read back, and only the bytes in between are spared.
/// </remarks>
public sealed class MostPartsTests(S3Server server) : IClassFixture<S3Server>
{
    private const int PartSize = 4096;
    private const int Parts = 10_000;

    [Fact]
    public async Task CopyAsync_TenThousandPartsAndACrash_SendsEachPartNumberOnce()
    {
        await using SmallPartGateway gateway = await SmallPartGateway.StartAsync(server, PartSize);
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await using FaultProxy proxy = await FaultProxy.StartAsync(gateway.Address);
        scene.Options.MinimumPartSizeBytes = PartSize;
        scene.Options.LargestTunedPartBytes = PartSize;
        scene.Options.PartsInFlight = scene.Options.MaxPartsInFlight = 32;

        // A bucket that the scene does not clear: Ceph takes minutes to delete 10,000 pieces, and 40 MiB may stay.
        scene.Redirect(await server.NewBucketAsync(), scene.NewStore(proxy.Address, server.User));
        byte[] content = RandomNumberGenerator.GetBytes((Parts * PartSize) - 1);
        await scene.PutByUsAsync(scene.From.Bucket, "in/many", content);
        await FaithfulCopy.PlanAsync(scene);

        await scene.CopyAndDieAsync(() => proxy.Requests.Count >= 4_000);
        ChunkResult copied = await scene.CopyAsync();
        ChunkResult verified = await scene.VerifyAsync();

        Assert.Equal((1, 1), (copied.ObjectsDone, verified.ObjectsDone));
        Assert.Equal(Parts, scene.CopiedLines[^1].PartSha256!.Count);
        Assert.Equal(CopyScene.Sha256(content), Assert.Single(scene.VerifiedLines).Sha256);
        string[] sent =
        [
            .. proxy.Requests.Where(request => request.Method == "PUT").Select(request => request.RawQuery
                .Split('&').Single(part => part.StartsWith("partNumber=", StringComparison.Ordinal))),
        ];
        Assert.Equal(
            Enumerable.Range(1, Parts).Select(part => $"partNumber={part}").Order(StringComparer.Ordinal),
            sent.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

        // Sent twice at most: what was on its way at the crash.
        Assert.InRange(sent.Length - Parts, 0, scene.Options.PartsInFlight);
    }
}
