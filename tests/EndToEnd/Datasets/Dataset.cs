using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Datasets;

/// <summary>Objects made from a seed, and a comparison of two buckets that uses nothing of DtnBox.</summary>
internal static class Dataset
{
    private const int AtOnce = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Mixed sizes from nothing to some 100 KiB in nested folders, and large ones of the given sizes.</summary>
    public static async Task PutAsync(Installation installation, Site site, int small, int seed, params long[] large)
    {
        using AmazonS3Client client = S3Server.NewClient(installation.S3.Endpoint, site.User);
        IEnumerable<(string Key, long Size)> objects = Enumerable.Range(0, small)
            .Select(i => ($"run {i % 7}/d{i % 40:D2}/file-{i:D5}.dat", Size(seed, i)))
            .Concat(large.Select((size, i) => ($"big/volume-{i}.bin", size)));
        await Parallel.ForEachAsync(
            objects,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel },
            async (item, cancel) =>
            {
                byte[] content = new byte[item.Size];
                new Random(HashCode.Combine(seed, item.Size)).NextBytes(content);
                using var body = new MemoryStream(content);
                var put = new PutObjectRequest
                {
                    BucketName = site.Bucket,
                    Key = item.Key,
                    InputStream = body,
                    ContentType = "application/x-test",
                    UseChunkEncoding = false,
                };
                put.Metadata.Add("origin", "made by a test");
                await client.PutObjectAsync(put, cancel);
            });
    }

    /// <summary>Reads every object of a bucket and takes its SHA-256.</summary>
    public static async Task<SortedDictionary<string, string>> HashAsync(
        Installation installation, Site site, string prefix = "")
    {
        using AmazonS3Client client = S3Server.NewClient(installation.S3.Endpoint, site.User);
        SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);
        List<string> keys = [];
        await foreach (S3Object found in client.Paginators
            .ListObjectsV2(new ListObjectsV2Request { BucketName = site.Bucket, Prefix = prefix }).S3Objects)
        {
            keys.Add(found.Key);
        }

        await Parallel.ForEachAsync(
            keys,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel },
            async (key, cancel) =>
            {
                using GetObjectResponse answer = await client.GetObjectAsync(site.Bucket, key, cancel);
                string hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(answer.ResponseStream, cancel));
                lock (hashes)
                {
                    hashes[key] = hash;
                }
            });
        return hashes;
    }

    public static async Task AssertSameAsync(Installation installation)
    {
        SortedDictionary<string, string> a = await HashAsync(installation, installation.A);
        SortedDictionary<string, string> b = await HashAsync(installation, installation.B);
        Assert.NotEmpty(a);
        Assert.Equal(a, b);
    }

    /// <summary>Some empty, most small, a few of several hundred KiB.</summary>
    private static long Size(int seed, int i)
    {
        var random = new Random(HashCode.Combine(seed, i));
        return random.Next(100) switch
        {
            < 2 => 0,
            < 90 => random.Next(1, 16 * 1024),
            < 99 => random.Next(16 * 1024, 128 * 1024),
            _ => random.Next(128 * 1024, 512 * 1024),
        };
    }
}
