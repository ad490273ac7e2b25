using System.IO.Compression;
using System.Text.Json;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers.KeyLists;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Functions.Tests.Transfers.KeyLists;

public sealed class KeyListStoreTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private readonly string _owner = $"ada-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private KeyListStore Lists => plane.Get<KeyListStore>();

    [Fact]
    public async Task Store_MoreThanAPage_IsReadPageByPageInItsOrder()
    {
        string[] keys = [.. Enumerable.Range(0, (2 * KeyListLimits.PageSize) + 3).Select(i => $"é{i * 7919 % 20_003}\n")];
        KeyListRow row = await StoreAsync(keys);
        Assert.Equal(new KeyListView(row.GetId(), keys.Length, keys.Sum(key => key.Length + 1)), row.View());
        Assert.Equal(keys[..KeyListLimits.PageSize], await ReadAsync(row, 0));
        Assert.Equal(keys[^3..], await ReadAsync(row, 2));
        Assert.Null(await Lists.OpenAsync(row.GetId(), 3, Cancel));
    }

    [Fact]
    public async Task Store_ExactlyOnePage_HasNoEmptyPageAfterIt()
    {
        KeyListRow row = await StoreAsync(Enumerable.Repeat("a", KeyListLimits.PageSize));
        Assert.Equal(1, row.Pages);
        Assert.Null(await Lists.OpenAsync(row.GetId(), 1, Cancel));
    }

    [Fact]
    public async Task Store_TheSameKeysAgain_IsTheSameListAndLeavesNothingBehind()
    {
        KeyListRow first = await StoreAsync(["a", "b"]);
        KeyListRow second = await StoreAsync(["a", "b"]);
        Assert.Equal(first.View(), second.View());
        Assert.NotEqual(first.Folder, second.Folder);
        Assert.Equal(["a", "b"], await ReadAsync(first, 0));
        Assert.Empty(await PagesAsync(second.Folder));
        Assert.NotEqual(first.GetId(), (await StoreAsync(["ab"])).GetId());
        Assert.NotEqual(first.GetId(), (await StoreAsync(["b", "a"])).GetId());
        Assert.NotEqual(first.GetId(), (await Lists.StoreAsync(Async(["a", "b"]), "eve", Cancel)).GetId());
    }

    [Fact]
    public async Task Store_NoKeys_IsRefused()
        => Assert.Contains(
            "has no keys", (await Assert.ThrowsAsync<KeyListException>(() => StoreAsync([]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Store_BreaksOffInTheMiddle_LeavesNothingBehind()
    {
        int before = (await PagesAsync(string.Empty)).Count;
        await Assert.ThrowsAsync<IOException>(() => StoreAsync(Enumerable.Range(0, 25_000).Select(
            i => i < 24_000 ? $"{i}" : throw new IOException("the caller is gone"))));
        Assert.Equal(before, (await PagesAsync(string.Empty)).Count);
    }

    [Fact]
    public async Task Store_MoreBytesThanAllowed_IsTooLargeAndLeavesNothingBehind()
    {
        int before = (await PagesAsync(string.Empty)).Count;
        var key = new string('x', KeyListLimits.MaxKeyBytes);
        KeyListException refusal = await Assert.ThrowsAsync<KeyListException>(
            () => StoreAsync(Enumerable.Repeat(key, (int)(KeyListLimits.MaxBytes / KeyListLimits.MaxKeyBytes) + 1)));
        Assert.Equal(StatusCodes.Status413PayloadTooLarge, refusal.Status);
        Assert.Equal(before, (await PagesAsync(string.Empty)).Count);
    }

    [Fact]
    public async Task Problem_AListOfSomebodyElseOrOfNobody_NamesTheField()
    {
        string mine = (await StoreAsync(["a"])).GetId();
        Assert.Null(await Lists.ProblemAsync(Settings(mine), new Caller(_owner, Role.Member), Cancel));
        Assert.Null(await Lists.ProblemAsync(new TransferSettings(), new Caller("eve", Role.Member), Cancel));
        Assert.Null(await Lists.ProblemAsync(Settings(mine), new Caller("root", Role.Administrator), Cancel));
        foreach (string id in (string[])[mine, new string('0', 32)])
        {
            var problem = await Lists.ProblemAsync(Settings(id), new Caller("eve", Role.Operator), Cancel);
            Assert.Equal(StatusCodes.Status400BadRequest, problem?.StatusCode);
            Assert.StartsWith("settings.selection.keyList: there is no list", problem!.ProblemDetails.Detail, StringComparison.Ordinal);
        }
    }

    private static TransferSettings Settings(string list) => new(Selection: new Selection(KeyList: list));

    private static async IAsyncEnumerable<string> Async(IEnumerable<string> keys)
    {
        foreach (string key in keys)
        {
            yield return key;
        }

        await Task.CompletedTask;
    }

    private Task<KeyListRow> StoreAsync(IEnumerable<string> keys) => Lists.StoreAsync(Async(keys), _owner, Cancel);

    private async Task<List<string>> ReadAsync(KeyListRow row, int page)
    {
        await using Stream? packed = await Lists.OpenAsync(row.GetId(), page, Cancel);
        using var lines = new StreamReader(new GZipStream(packed!, CompressionMode.Decompress));
        List<string> keys = [];
        while (await lines.ReadLineAsync(Cancel) is { } line)
        {
            keys.Add(JsonSerializer.Deserialize<string>(line)!);
        }

        return keys;
    }

    private async Task<List<string>> PagesAsync(string folder)
        => await plane.Get<StorageAccount>().Ledger
            .GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, $"key-lists/{folder}", Cancel)
            .Select(blob => blob.Name).ToListAsync(Cancel);
}
