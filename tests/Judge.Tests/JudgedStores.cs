using System.Text;
using DtnBox.Testing;

namespace DtnBox.Judge.Tests;

/// <summary>Two buckets of the test server, written with a client that is not the judge's.</summary>
internal sealed class JudgedStores : IDisposable
{
    private readonly S3Server _server;
    private readonly string[] _buckets;

    private JudgedStores(S3Server server, string[] buckets)
    {
        _server = server;
        _buckets = buckets;
        Copies = [.. buckets.Select(bucket => new StoreCopy(server.Endpoint, bucket, "", server.User.AccessKey, server.User.SecretKey))];
    }

    public StoreCopy[] Copies { get; }

    public static async Task<JudgedStores> NewAsync(S3Server server)
        => new(server, [await server.NewBucketAsync(), await server.NewBucketAsync()]);

    /// <summary>The same objects in both: each one's content is its key, except where that is given.</summary>
    public Task PutBothAsync(params string[] keys)
        => Parallel.ForEachAsync(
            keys.SelectMany(key => _buckets.Select((_, side) => (key, side))),
            async (one, _) => await PutAsync(one.side, one.key, $"the content of {one.key}"));

    public Task PutAsync(int side, string key, string content)
        => RawPut.SendAsync(_server, _buckets[side], key, Encoding.UTF8.GetBytes(content));

    public StoreCopy Under(int side, string prefix)
        => new(_server.Endpoint, _buckets[side], prefix, _server.User.AccessKey, _server.User.SecretKey);

    /// <summary>The address of a side, as the command line takes it.</summary>
    public string Address(int side) => new Uri(_server.Endpoint, _buckets[side]).ToString();

    public Task<Verdict> CompareAsync() => Comparison.OfAsync(Copies, TestContext.Current.CancellationToken);

    public void Dispose() => Array.ForEach(Copies, copy => copy.Dispose());
}
