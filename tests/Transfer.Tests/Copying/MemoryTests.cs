using DtnBox.Contracts.Commands;
using DtnBox.Testing;

namespace DtnBox.Transfer.Tests.Copying;

/// <summary>Measures the memory of the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests(S3Server server) : IClassFixture<S3Server>
{
    [Fact]
    public async Task CopyAsync_LargeParts_AreNeverHeldInMemory()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Options.MinimumPartSizeBytes = 32L * 1024 * 1024;
        await scene.AddAsync("warm-up", CopyScene.PartSize);
        await scene.CopyAsync();
        await scene.PutByUsAsync(scene.From.Bucket, "in/big", new byte[64 * 1024 * 1024]);
        await scene.PlanAllAsync();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = 0;

        // Looked at while parts are under way, proxies in this process included.
        Task<ChunkResult> copy = scene.CopyAsync();
        while (!copy.IsCompleted)
        {
            await Task.WhenAny(copy, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
        }

        Assert.Equal(2, (await copy).ObjectsDone);
        Assert.InRange(peak - before, long.MinValue, 16L * 1024 * 1024);
    }
}
