using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.EndToEnd.Installations;
using DtnBox.Judge;
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
                Chance(seed, item.Size).NextBytes(content);
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
        using StoreCopy copy = Copy(installation, site, prefix);
        SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            copy.ListAsync(Cancel),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel },
            async (item, cancel) =>
            {
                ReadObject read = await copy.ReadAsync(item.Key, cancel);
                lock (hashes)
                {
                    hashes[prefix + item.Key] = read.Sha256;
                }
            });
        return hashes;
    }

    /// <summary>Deletes what a bucket has under a prefix.</summary>
    public static async Task DeleteAsync(Installation installation, Site site, string prefix)
    {
        using AmazonS3Client client = S3Server.NewClient(installation.S3.Endpoint, site.User);
        foreach (string[] some in (await KeysAsync(client, site, prefix)).Chunk(1000))
        {
            var delete = new DeleteObjectsRequest
            {
                BucketName = site.Bucket,
                Objects = [.. some.Select(key => new KeyVersion { Key = key })],
            };
            await client.DeleteObjectsAsync(delete, Cancel);
        }
    }

    /// <summary>Fails unless both sites hold the same objects, in the opinion of the judge.</summary>
    public static async Task AssertSameAsync(Installation installation)
    {
        using StoreCopy a = Copy(installation, installation.A);
        using StoreCopy b = Copy(installation, installation.B);
        Verdict verdict = await Comparison.OfAsync([a, b], Cancel);
        Assert.True(verdict.IsSame, verdict.ToString());
    }

    private static async Task<List<string>> KeysAsync(AmazonS3Client client, Site site, string prefix)
    {
        List<string> keys = [];
        await foreach (S3Object found in client.Paginators
            .ListObjectsV2(new ListObjectsV2Request { BucketName = site.Bucket, Prefix = prefix }).S3Objects)
        {
            keys.Add(found.Key);
        }

        return keys;
    }

    private static StoreCopy Copy(Installation installation, Site site, string prefix = "")
        => new(installation.S3.Endpoint, site.Bucket, prefix, site.User.AccessKey, site.User.SecretKey);

    /// <summary>Some empty, most small, a few of several hundred KiB.</summary>
    private static long Size(int seed, int i)
    {
        Random random = Chance(seed, i);
        return random.Next(100) switch
        {
            < 2 => 0,
            < 90 => random.Next(1, 16 * 1024),
            < 99 => random.Next(16 * 1024, 128 * 1024),
            _ => random.Next(128 * 1024, 512 * 1024),
        };
    }

    /// <summary>The same in every process, which <see cref="HashCode"/> is not.</summary>
    private static Random Chance(int seed, long what) => new(unchecked((int)((seed * 1_000_003L) ^ what)));
}
