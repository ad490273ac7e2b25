using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Transfer.Planning;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Fidelity;

/// <summary>A scene taken through planner, copier and verifier, and a comparison of everything that is to travel.</summary>
internal static class FaithfulCopy
{
    /// <summary>Plans, copies and reads back; every object must be proven right.</summary>
    public static async Task<ChunkResult> RunAsync(CopyScene scene)
    {
        int planned = await PlanAsync(scene);
        ChunkResult copied = await scene.CopyAsync();
        Assert.Empty(copied.Faults.Values.Select(fault => fault.Example));
        ChunkResult verified = await scene.VerifyAsync();
        Assert.Empty(verified.Faults.Values.Select(fault => fault.Example));
        Assert.Equal((planned, planned), (copied.ObjectsDone, verified.ObjectsDone));
        return copied;
    }

    /// <summary>Plans everything into the one chunk of the scene.</summary>
    public static async Task<int> PlanAsync(CopyScene scene)
    {
        int planned = 0;
        var planner = new CopyPlanner(Microsoft.Extensions.Options.Options.Create(scene.Options), TimeProvider.System);
        await planner.PlanAsync(
            new PlanCopyInput(
                scene.From, scene.To, new TransferSettings(Sync: SyncMode.All), After: null, FirstChunk: 1, MaxObjects: 100_000),
            scene.Source,
            scene.Destination,
            (_, objects, cancel) =>
            {
                planned += objects.Count;
                return scene.Ledger.AppendAsync(LedgerStreams.Plan, objects, cancel);
            },
            CancellationToken.None);
        return planned;
    }

    /// <summary>Compares bytes, headers, metadata and tags of one object, each read anew from its store.</summary>
    public static async Task AssertSameAsync(CopyScene scene, string key)
    {
        (byte[] Content, IReadOnlyList<string> Properties) source = await ReadAsync(
            scene.Source, scene.From.Bucket, scene.From.Prefix + key);
        (byte[] Content, IReadOnlyList<string> Properties) copy = await ReadAsync(
            scene.Destination, scene.To.Bucket, scene.To.Prefix + key);
        Assert.True(source.Content.AsSpan().SequenceEqual(copy.Content), $"{key} has other bytes.");
        Assert.Equal(source.Properties, copy.Properties);
    }

    public static async Task<(byte[] Content, IReadOnlyList<string> Properties)> ReadAsync(
        ObjectStore store, string bucket, string key)
    {
        await using ObjectRead read = await store.OpenAsync(bucket, key, range: null, etag: null, CancellationToken.None);
        byte[] content = new byte[read.Length];
        for (int filled = 0; filled < content.Length;)
        {
            filled += await read.ReadAsync(content.AsMemory(filled), CancellationToken.None);
        }

        IReadOnlyList<KeyValuePair<string, string>> tags = await store.ReadTagsAsync(bucket, key, CancellationToken.None);
        return (content,
        [
            .. read.Head.Metadata.Select(header => $"{header.Key.ToLowerInvariant()}: {header.Value}").Order(StringComparer.Ordinal),
            .. tags.Select(tag => $"tag {tag.Key}={tag.Value}").Order(StringComparer.Ordinal),
        ]);
    }
}
