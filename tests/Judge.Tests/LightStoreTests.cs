using DtnBox.Testing;

namespace DtnBox.Judge.Tests;

/// <summary>The store of script/demo: what it lists is what the judge sees.</summary>
public sealed class LightStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compare_OnTheLightStore_SeesOddKeysAndPages()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dtnbox-judge-");
        int port = FreePort.Next();
        await using var node = ChildProcess.Start(
            "node",
            ["--openssl-legacy-provider", Path.Combine(RepositoryPaths.Root, "script/lib/light-store.cjs"), folder.FullName, $"{port}", "data"]);
        using var client = new HttpClient();
        var endpoint = new Uri($"http://127.0.0.1:{port}");
        await Eventually.ThatAsync(() => AnswersAsync(client, endpoint), TimeSpan.FromMinutes(1), $"the light store:\n{node.Output}", Cancel);
        using var one = new StoreCopy(endpoint, "data", "one/", "S3RVER", "S3RVER");
        using var other = new StoreCopy(endpoint, "data", "other/", "S3RVER", "S3RVER");
        string[] keys = ["a b", "a+b", "a%20b", "ü😀", "<&>", "a/b", "a-b/c", .. Enumerable.Range(0, 1000).Select(i => $"many/{i}")];
        foreach (StoreCopy copy in new[] { one, other })
        {
            await Parallel.ForEachAsync(keys, Cancel, async (key, cancel) =>
            {
                using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(key));
                await copy.WriteAsync(key, content, cancel);
            });
        }

        using var changed = new MemoryStream("A+b"u8.ToArray());
        await other.WriteAsync("a+b", changed, Cancel);
        Verdict verdict = await Comparison.OfAsync([one, other], Cancel);
        Assert.Equal("a+b", Assert.Single(verdict.Differences).Key);
        Assert.Equal(keys.Length - 1, verdict.Objects);
        folder.Delete(recursive: true);
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri endpoint)
    {
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(endpoint, Cancel);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
