using System.Text;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Testing;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Fidelity;

/// <summary>Every key that S3 allows goes to the key of the same name and to no other.</summary>
public sealed class KeyTests(S3Server server) : IClassFixture<S3Server>
{
    public static TheoryData<string> Keys =>
    [
        "plain",
        "a b+c%d&e=f?g#h;i,j:k@l$m",
        "100%25 %2F %00 %zz %",
        "+", " ", "?", "#", "%", "\\", "a\\..\\b",
        " spaces at both ends ", "\t\ttabs\t",
        "'single' \"double\" `back`", "<xml>&amp;</xml>", "]]>", "{}[]|^~!()*",
        "/", "//", "/lead", "a//b", "///a", "a/", "a//",
        ".", "..", "./x", "../x", "a/../b", "a/./b", "a/..", "a/.", "../../..", "...", "a/.../b", "%2e%2e/x",
        "\r\n", "\u0001\u0002\u0008\u000b\u000c\u000e\u001b\u001f\u007f", "\u0080\u0085\u009f",
        "\u00a0\u2003\u200b\u2028\u2029\u3000", "\u00ad\ufeff", "\u202eright to left", "\u05d0\u0661\u0627",
        "\u00e9", "e\u0301", "\u1e9b\u0323", "\ufb01 \u2126 \u212b",
        "\u4e2d\u6587\ud55c\uad6d", "\ue000\uf8ff", "\ufffd", "\ufffe\uffff", "\ufdd0",
        "\U0001F600\U0001F1E9\U0001F1EA\U0001F469\u200d\U0001F52C", "\U00010000\U0010FFFF", "\U000E0001",
        "con", "nul.txt", "C:\\x", "~", "-rf", "--", ".hidden", ".DS_Store",
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task CopyAsync_Key_ArrivesUnderTheSameName(string key)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/" + key, Encoding.UTF8.GetBytes(key));
        await scene.PutByUsAsync(scene.From.Bucket, "in/" + key + "large", new byte[CopyScene.PartSize]);

        await FaithfulCopy.RunAsync(scene);

        await AssertSameKeysAsync(scene);
        await FaithfulCopy.AssertSameAsync(scene, key);
        await FaithfulCopy.AssertSameAsync(scene, key + "large");
    }

    [Fact]
    public async Task CopyAsync_KeyThatXmlCannotCarryAndACrash_GoesOnFromTheFinishedParts()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        scene.Options.PartsInFlight = 1;
        await scene.PutByUsAsync(scene.From.Bucket, "in/\u0001\ufffe", new byte[4 * CopyScene.PartSize]);
        await FaithfulCopy.PlanAsync(scene);
        await scene.CopyAndDieAsync(() => scene.Acknowledged.Count >= 2);
        int before = scene.Acknowledged.Count;

        ChunkResult result = await scene.CopyAsync();

        Assert.Equal(1, result.ObjectsDone);
        Assert.InRange(scene.Acknowledged.Count, 1, 4 - before);
        await FaithfulCopy.AssertSameAsync(scene, "\u0001\ufffe");
    }

    [Fact]
    public async Task CopyAsync_LongestKeys_Arrive()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        const int Room = 1024 - 4; // "out/" is longer than "in/"
        string[] keys =
        [
            new('k', Room),
            new('\u00fc', Room / 2),
            new string('\u4e2d', Room / 3),
            string.Concat(Enumerable.Repeat("\U0001F600", Room / 4)),
            string.Concat(Enumerable.Repeat("a/", Room / 2)),
        ];
        foreach (string key in keys)
        {
            await scene.PutByUsAsync(scene.From.Bucket, "in/" + key, Encoding.UTF8.GetBytes(key));
        }

        await scene.PutByUsAsync(scene.From.Bucket, "in/" + new string('l', Room), new byte[CopyScene.PartSize]);

        await FaithfulCopy.RunAsync(scene);

        await AssertSameKeysAsync(scene);
        Assert.All(keys, key => Assert.InRange(Encoding.UTF8.GetByteCount("out/" + key), 1021, 1024));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task CopyAsync_KeysThatLookLikeFolders_StayObjectsBesideTheirContents(int size)
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string[] keys = ["folder", "folder/", "folder/inside", "folder//", "empty/", "/"];
        foreach (string key in keys)
        {
            await scene.PutByUsAsync(
                scene.From.Bucket, "in/" + key, new byte[size], new KeyValuePair<string, string>("x-amz-meta-name", key));
        }

        await FaithfulCopy.RunAsync(scene);

        await AssertSameKeysAsync(scene);
        foreach (string key in keys)
        {
            await FaithfulCopy.AssertSameAsync(scene, key);
        }
    }

    [Fact]
    public async Task CopyAsync_NamesThatDifferInCaseOrNormalizationOnly_StayApart()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string[] keys = ["readme", "README", "Readme", "ReadMe/", "readme/", "stra\u00dfe", "STRASSE", "\u00e9", "e\u0301", "i", "\u0131", "\u0130"];
        foreach (string key in keys)
        {
            await scene.PutByUsAsync(scene.From.Bucket, "in/" + key, Encoding.UTF8.GetBytes(key));
        }

        await FaithfulCopy.RunAsync(scene);

        await AssertSameKeysAsync(scene);
        foreach (string key in keys)
        {
            Assert.Equal(Encoding.UTF8.GetBytes(key), await ReadCopyAsync(scene, key));
        }
    }

    [Fact]
    public async Task CopyAsync_PagesOfOddKeys_LoseNoneAndInventNone()
    {
        await using CopyScene scene = await CopyScene.NewAsync(server);
        string[] odd = ["%", "+", "/../", "//", "\u0001", "\u00e9", "e\u0301", "\ufffd", "\uffff", "\U0001F600", "\\", "?", "#", " "];
        string[] keys =
        [
            .. Enumerable.Range(0, 2_100).Select(i => $"{odd[i % odd.Length]}{i / odd.Length:D3}{odd[(i * 5) % odd.Length]}"),
        ];
        await Parallel.ForEachAsync(keys.Distinct(StringComparer.Ordinal), TestContext.Current.CancellationToken, async (key, _) =>
            await scene.PutByUsAsync(scene.From.Bucket, "in/" + key, Encoding.UTF8.GetBytes(key)));

        await FaithfulCopy.RunAsync(scene);

        IReadOnlyList<string> copies = await ListAsync(scene, copies: true);
        Assert.Equal(keys.Order(StringComparer.Ordinal), copies.Order(StringComparer.Ordinal));
        Assert.Equal(Encoding.UTF8.GetBytes(keys[^1]), await ReadCopyAsync(scene, keys[^1]));
    }

    private static async Task<byte[]> ReadCopyAsync(CopyScene scene, string key)
        => (await FaithfulCopy.ReadAsync(scene.Destination, scene.To.Bucket, scene.To.Prefix + key)).Content;

    private static async Task AssertSameKeysAsync(CopyScene scene)
        => Assert.Equal(await ListAsync(scene, copies: false), await ListAsync(scene, copies: true));

    /// <summary>The keys of a side without its prefix; in the whole bucket, so that strays are seen.</summary>
    private static async Task<IReadOnlyList<string>> ListAsync(CopyScene scene, bool copies)
    {
        (ObjectStore store, Location place) =
            copies ? (scene.Destination, scene.To) : (scene.Source, scene.From);
        List<string> keys = [];
        bool more = true;
        while (more)
        {
            (IReadOnlyList<PlannedObject> page, more) = await store.ListAsync(
                place.Bucket, prefix: "", keys.Count == 0 ? null : place.Prefix + keys[^1], maxKeys: 1000, default);
            keys.AddRange(page.Select(found => found.Key.StartsWith(place.Prefix, StringComparison.Ordinal)
                ? found.Key[place.Prefix.Length..]
                : throw new InvalidOperationException($"'{found.Key}' lies outside {place}.")));
        }

        return keys;
    }
}
