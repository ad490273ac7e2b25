using Amazon.S3;
using Amazon.S3.Model;
using DtnBox.Testing;

namespace DtnBox.CopyBench.Data;

/// <summary>Fills buckets with what is to be copied.</summary>
internal sealed class Datasets(S3Server server, Buckets buckets)
{
    private const int Mebibyte = 1024 * 1024;
    private const int PartBytes = 32 * Mebibyte;
    private const int AtOnce = 32;
    private const int FilesPerFolder = 500;

    /// <summary>Objects of random bytes, each as large.</summary>
    public async Task<string> LargeAsync(int count, long bytes, CancellationToken cancellationToken)
    {
        string bucket = await buckets.NewAsync(cancellationToken);
        for (int i = 0; i < count; i++)
        {
            await PutLargeAsync(bucket, $"volume-{i}.bin", bytes, i, cancellationToken);
        }

        return bucket;
    }

    /// <summary>Objects of random bytes, each as small, in folders.</summary>
    public async Task<string> SmallAsync(int count, int bytes, CancellationToken cancellationToken)
    {
        string bucket = await buckets.NewAsync(cancellationToken);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, cancel) => await PutAsync(bucket, $"run/{i / FilesPerFolder:D4}/file-{i:D6}.dat", Bytes(i, bytes), cancel));
        return bucket;
    }

    /// <summary>The files of a folder.</summary>
    public async Task<string> FolderAsync(string folder, CancellationToken cancellationToken)
    {
        string bucket = await buckets.NewAsync(cancellationToken);
        await Parallel.ForEachAsync(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (file, cancel) => await PutAsync(
                bucket, Path.GetRelativePath(folder, file), await File.ReadAllBytesAsync(file, cancel), cancel));
        return bucket;
    }

    private async Task PutAsync(string bucket, string key, byte[] content, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(content);
        await server.Client.PutObjectAsync(
            new PutObjectRequest { BucketName = bucket, Key = key, InputStream = body, UseChunkEncoding = false },
            cancellationToken);
    }

    private async Task PutLargeAsync(string bucket, string key, long bytes, int seed, CancellationToken cancellationToken)
    {
        AmazonS3Client s3 = server.Client;
        string upload = (await s3.InitiateMultipartUploadAsync(bucket, key, cancellationToken)).UploadId;
        List<PartETag> parts = [];
        for (long sent = 0; sent < bytes; sent += PartBytes)
        {
            int part = parts.Count + 1;
            using var body = new MemoryStream(Bytes(HashCode.Combine(seed, part), (int)Math.Min(PartBytes, bytes - sent)));
            UploadPartResponse answer = await s3.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = bucket, Key = key, UploadId = upload, PartNumber = part, InputStream = body, UseChunkEncoding = false,
                },
                cancellationToken);
            parts.Add(new PartETag(part, answer.ETag));
        }

        await s3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload, PartETags = parts },
            cancellationToken);
    }

    private static byte[] Bytes(int seed, int count)
    {
        byte[] content = new byte[count];
        new Random(seed).NextBytes(content);
        return content;
    }
}
