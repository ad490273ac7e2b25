using Amazon.S3.Model;
using DtnBox.Testing;

namespace DtnBox.CopyBench.Data;

/// <summary>Makes, compares and empties buckets, with nothing of DtnBox.</summary>
internal sealed class Buckets(S3Server server)
{
    private const int AtOnce = 8;
    private const int Samples = 32;
    private const int SampleBytes = 1024 * 1024;

    public async Task<string> NewAsync(CancellationToken cancellationToken)
        => await server.NewBucketAsync(cancellationToken);

    public async Task<Dictionary<string, long>> ListAsync(string bucket, CancellationToken cancellationToken)
    {
        Dictionary<string, long> sizes = new(StringComparer.Ordinal);
        var request = new ListObjectsV2Request { BucketName = bucket };
        await foreach (S3Object found in server.Client.Paginators.ListObjectsV2(request).S3Objects.WithCancellation(cancellationToken))
        {
            sizes[found.Key] = found.Size ?? 0;
        }

        return sizes;
    }

    /// <summary>Fails when a copy is not complete: every key and size, and the bytes of some objects.</summary>
    public async Task RequireSameAsync(string from, string to, CancellationToken cancellationToken)
    {
        Dictionary<string, long> wanted = await ListAsync(from, cancellationToken);
        Dictionary<string, long> found = await ListAsync(to, cancellationToken);
        if (wanted.Count != found.Count || !wanted.All(item => found.TryGetValue(item.Key, out long size) && size == item.Value))
        {
            throw new InvalidOperationException(
                $"The copy is not complete: {found.Count} objects, {found.Values.Sum()} bytes, of {wanted.Count} and {wanted.Values.Sum()}.");
        }

        foreach ((string key, long size) in wanted.Where(item => item.Value > 0).OrderBy(_ => Random.Shared.Next()).Take(Samples))
        {
            long offset = Random.Shared.NextInt64(Math.Max(1, size - SampleBytes));
            byte[] one = await ReadAsync(from, key, offset, cancellationToken);
            byte[] other = await ReadAsync(to, key, offset, cancellationToken);
            if (!one.AsSpan().SequenceEqual(other))
            {
                throw new InvalidOperationException($"The copy of '{key}' differs from byte {offset} on.");
            }
        }
    }

    /// <summary>Deletes every object and waits until the server's memory has the room again.</summary>
    public async Task EmptyAsync(string bucket, CancellationToken cancellationToken)
    {
        Dictionary<string, long> objects = await ListAsync(bucket, cancellationToken);
        await Parallel.ForEachAsync(
            objects.Keys.Chunk(500),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (keys, cancel) => await server.Client.DeleteObjectsAsync(
                new DeleteObjectsRequest { BucketName = bucket, Objects = [.. keys.Select(key => new KeyVersion { Key = key })] },
                cancel));
        await server.CollectGarbageAsync(cancellationToken);
    }

    private async Task<byte[]> ReadAsync(string bucket, string key, long offset, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest
        {
            BucketName = bucket, Key = key, ByteRange = new ByteRange(offset, offset + SampleBytes - 1),
        };
        using GetObjectResponse answer = await server.Client.GetObjectAsync(request, cancellationToken);
        var content = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }
}
