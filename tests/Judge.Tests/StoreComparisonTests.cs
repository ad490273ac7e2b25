using DtnBox.Testing;

namespace DtnBox.Judge.Tests;

/// <summary>A judge is worth what it can find: each kind of difference, on a real store.</summary>
public sealed class StoreComparisonTests(S3Server server) : IClassFixture<S3Server>
{
    /// <summary>Keys of which one or another client makes something else.</summary>
    private static readonly string[] OddKeys =
    [
        "with blank", " blank first", "blank last ", "plus+plus", "plus plus", "percent%20", "50%", "%2F", "%", "uni-ü-雪-😀-\uFF5E",
        "quotes'\"", "<xml>&amp;", "semi;colon:at@", "tilde~star*(round)!", "question?hash#", "back\\slash", "[square]{curly}|^`",
        "/slash first", "slash last/", "a.b/..c/.d", "...", "line\nbreak", "tab\t", "a=b&c", "$,", "e\u0301", "é",
    ];

    [Fact]
    public async Task Compare_TheSameInBoth_IsTheSame()
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        await stores.PutBothAsync("a", "b/c", "b/d");
        await stores.PutAsync(0, "empty", "");
        await stores.PutAsync(1, "empty", "");
        Verdict verdict = await stores.CompareAsync();
        Assert.True(verdict.IsSame, verdict.ToString());
        Assert.Equal((4, 52), (verdict.Objects, verdict.Bytes));
    }

    [Fact]
    public async Task Compare_OddKeys_JudgesEachOfThem()
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        await stores.PutBothAsync(OddKeys);
        Verdict verdict = await stores.CompareAsync();
        Assert.True(verdict.IsSame, verdict.ToString());
        Assert.Equal(OddKeys.Length, verdict.Objects);
    }

    [Fact]
    public async Task Compare_MoreThanAPageOfTheListing_JudgesAll()
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        await stores.PutBothAsync([.. Enumerable.Range(0, 1001).Select(i => $"k +{i}")]);
        await stores.PutAsync(1, "k +999", "the content of k +998");
        Verdict verdict = await stores.CompareAsync();
        Assert.Equal((1000, "k +999"), (verdict.Objects, Assert.Single(verdict.Differences).Key));
    }

    [Fact]
    public async Task Compare_MissingAndExtraObjects_NamesThem()
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        await stores.PutBothAsync("b", "d");
        await stores.PutAsync(0, "a", "only here");
        await stores.PutAsync(1, "c", "only there");
        await stores.PutAsync(1, "e", "only there");
        Verdict verdict = await stores.CompareAsync();
        Assert.False(verdict.IsSame);
        Assert.Equal(
            [("a", $"missing in {stores.Copies[1].Name}"), ("c", $"missing in {stores.Copies[0].Name}"), ("e", $"missing in {stores.Copies[0].Name}")],
            verdict.Differences.Select(difference => (difference.Key!, difference.What)).Order());
        Assert.Equal(2, verdict.Objects);
    }

    [Theory]
    [InlineData("abcdefg", "abcdefG", "SHA-256 7d1a54127b222502f5b79b5fb0803061152a44f92b37e23c6527baf665d4da9a")]
    [InlineData("abcdefg", "abcdef", "7 bytes in")]
    [InlineData("abcdefg", "", "0 bytes in")]
    public async Task Compare_OneByteOff_IsNotTheSame(string one, string other, string found)
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        await stores.PutBothAsync("a", "c");
        await stores.PutAsync(0, "b", one);
        await stores.PutAsync(1, "b", other);
        Verdict verdict = await stores.CompareAsync();
        Assert.False(verdict.IsSame);
        Assert.Contains(found, verdict.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("1 of 3 differ or cannot be judged.", verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_Prefixes_ComparesWhatIsUnderThem()
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        foreach (string key in OddKeys)
        {
            await stores.PutAsync(0, $"from here +/{key}", key);
            await stores.PutAsync(1, $"to%20there/{key}", key);
        }

        await stores.PutAsync(0, "from here", "not under it");
        using StoreCopy from = stores.Under(0, "from here +/");
        using StoreCopy to = stores.Under(1, "to%20there/");
        Verdict verdict = await Comparison.OfAsync([from, to], TestContext.Current.CancellationToken);
        // Behind a prefix, the key that begins with a slash doubles one.
        Assert.Equal(("/slash first", OddKeys.Length - 1), (Assert.Single(verdict.Differences).Key, verdict.Objects));
    }

    // Minio 7.0.0 reads another object for each of these, or refuses them. The same content is there, so that a judge that
    // does not notice would find nothing wrong.
    [Theory]
    [InlineData("a//b")]
    [InlineData("//a")]
    [InlineData("a//")]
    [InlineData(" ")]
    [InlineData("a/./b")]
    [InlineData("x/../a/b")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("/")]
    public async Task Compare_AKeyThatMinioCannotAddress_IsNotJudgedTheSame(string key)
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        await stores.PutBothAsync("a", "a/", "a/b", "/a");
        await stores.PutAsync(0, key, "the content of a/b");
        await stores.PutAsync(1, key, "the content of A/B");
        Verdict verdict = await stores.CompareAsync();
        Assert.Equal((4, key), (verdict.Objects, Assert.Single(verdict.Differences).Key));
        Assert.Contains("cannot be judged in", verdict.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_AKeyOfMoreThan512Characters_IsNotJudgedTheSame()
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        await stores.PutBothAsync(new string('k', 512), new string('k', 513));
        Verdict verdict = await stores.CompareAsync();
        Assert.Equal((1, 513), (verdict.Objects, Assert.Single(verdict.Differences).Key!.Length));
    }

    [Fact]
    public async Task Compare_TwoEmptyBuckets_ProvesNothing()
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        Verdict verdict = await stores.CompareAsync();
        Assert.False(verdict.IsSame);
        Assert.Equal("There is nothing to compare.", verdict.ToString());
    }

    [Fact]
    public async Task Compare_AStoreThatCannotBeListed_IsNotTheSame()
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        await stores.PutBothAsync("a");
        using var noBucket = new StoreCopy(
            server.Endpoint, $"t-{Guid.NewGuid():N}", "", server.User.AccessKey, server.User.SecretKey);
        using var wrongKeys = new StoreCopy(
            server.Endpoint, await server.NewBucketAsync(), "", server.User.AccessKey, "not the secret");
        foreach (StoreCopy other in new[] { noBucket, wrongKeys })
        {
            Verdict verdict = await Comparison.OfAsync([stores.Copies[0], other], TestContext.Current.CancellationToken);
            Assert.False(verdict.IsSame);
            Assert.Contains($"{other.Name} cannot be listed: ", verdict.ToString(), StringComparison.Ordinal);
        }
    }
}
