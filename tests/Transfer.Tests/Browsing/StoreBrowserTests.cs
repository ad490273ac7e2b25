using System.Net;
using System.Net.Http.Headers;
using DtnBox.Contracts;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;
using DtnBox.Testing;
using DtnBox.Transfer.Browsing;
using DtnBox.Transfer.Stores;
using Microsoft.Extensions.Options;

namespace DtnBox.Transfer.Tests.Browsing;

public sealed class StoreBrowserTests(S3Server server) : IClassFixture<S3Server>, IAsyncLifetime
{
    /// <summary>Names that have broken listings, addresses or XML before.</summary>
    private static readonly string[] OddNames =
    [
        "a?b", "a#b", "100%", "a%2Fb", "a+b c", "back\\slash", "bell\u0007", "new\nline", "quote\"<&>'", "ü\U0001F600", "\uE000", "~.-_",
    ];

    private readonly StoreBrowser _browser = new(Options.Create(new TransferOptions()), TimeProvider.System);
    private ObjectStore _store = null!;
    private string _bucket = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = new ObjectStore(CopyScene.Connection(server.Endpoint, server.User), new TransferOptions(), TimeProvider.System);
        _bucket = await server.NewBucketAsync();
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task ListBuckets_OfTheKeys_NamesThemWithTheirAge()
    {
        BucketView bucket = Assert.Single(
            await _browser.ListBucketsAsync(_store, Cancel), bucket => bucket.Name == _bucket);
        Assert.InRange(bucket.CreatedAt!.Value, TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public async Task List_AFolderInPages_GivesEachFolderAndObjectOnce(int limit)
    {
        string[] folders = [.. OddNames.Select(name => $"top/{name}/")];
        string[] objects = [.. OddNames.Select(name => $"top/{name}.bin")];
        await PutAsync([.. objects, .. folders.Select(folder => folder + "in"), .. folders.Select(folder => folder + "z/in"), "top/", "topmost"]);

        (string[] foundFolders, string[] foundObjects) = await ListAsync("top/", limit, recursive: false);

        Assert.Equal(folders.Order(StringComparer.Ordinal), foundFolders.Order(StringComparer.Ordinal));
        Assert.Equal(objects.Append("top/").Order(StringComparer.Ordinal), foundObjects.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    public async Task List_Recursively_GivesAllUnderThePrefixAndNoFolder(int limit)
    {
        string[] keys = [.. OddNames.Select(name => $"top/{name}/{name}"), "top/"];
        await PutAsync([.. keys, "topmost"]);

        (string[] folders, string[] objects) = await ListAsync("top/", limit, recursive: true);

        Assert.Empty(folders);
        Assert.Equal(keys.Order(StringComparer.Ordinal), objects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task List_AnObject_SaysWhatItIs()
    {
        await _store.PutAsync(_bucket, "one", [], new BytesBody([1, 2, 3]), careful: false, Cancel);
        ObjectEntry one = Assert.Single((await PageAsync(string.Empty, null, 10, recursive: false)).Objects);
        Assert.Equal(("one", 3L, "5289df737df57326fcdd22597afb1fac"), (one.Key, one.Size, one.ETag));
        Assert.InRange(one.ModifiedAt!.Value, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
    }

    [Fact]
    public async Task List_OfNoBucket_IsTheStoresRefusal()
        => Assert.Equal(
            FaultCodes.BucketMissing,
            (await Assert.ThrowsAsync<StoreException>(() => _browser.ListAsync(
                _store, new ListFolderInput("no-such-bucket-here", "", null, 10, false), Cancel))).Fault.Code);

    [Fact]
    public async Task MakeFolder_Twice_IsOneEmptyObjectAndLeavesWhatIsThere()
    {
        await _browser.MakeFolderAsync(_store, new MakeFolder(_bucket, "new \u0001?/"), Cancel);
        await _store.PutAsync(_bucket, "old/", [], new BytesBody([1]), careful: false, Cancel);
        await _browser.MakeFolderAsync(_store, new MakeFolder(_bucket, "new \u0001?/"), Cancel);
        await _browser.MakeFolderAsync(_store, new MakeFolder(_bucket, "old/"), Cancel);

        Assert.Equal(["new \u0001?/", "old/"], (await PageAsync(string.Empty, null, 10, recursive: false)).Folders);
        Assert.Equal([0L, 1L], (await PageAsync(string.Empty, null, 10, recursive: true)).Objects.Select(found => found.Size));
    }

    [Fact]
    public async Task Delete_OddNamesAndSomeThatAreNotThere_RemovesJustThose()
    {
        await PutAsync([.. OddNames, "stays"]);
        string[] asked = [.. OddNames, "never/was", OddNames[0]];

        DeletedObjects deleted = await _browser.DeleteAsync(_store, new DeleteObjects(_bucket, asked), Cancel);

        Assert.Equal(asked.Select(key => new ObjectDeletion(key)), deleted.Objects);
        Assert.Equal(["stays"], (await ListAsync(string.Empty, 1000, recursive: true)).Objects);
    }

    [Fact]
    public async Task Delete_OfNoBucket_TellsTheRefusalOfEachKey()
    {
        DeletedObjects deleted = await _browser.DeleteAsync(_store, new DeleteObjects("no-such-bucket-here", ["a", "b"]), Cancel);
        Assert.All(deleted.Objects, one => Assert.Equal(FaultCodes.BucketMissing, one.Error!.Code));
    }

    [Fact]
    public async Task Link_ForEachOddName_UploadsAndDownloadsThatObjectAlone()
    {
        using var http = new HttpClient();
        foreach (string name in OddNames)
        {
            ObjectLink up = await _browser.LinkAsync(_store, new MakeLink(_bucket, "in/" + name, LinkAction.Upload, 3), Cancel);
            Assert.Equal("PUT", up.Method);
            using HttpResponseMessage put = await http.PutAsync(up.Url, new ByteArrayContent([1, 2, 3]), Cancel);
            Assert.True(put.IsSuccessStatusCode, $"{name}: {put.StatusCode}");

            ObjectLink down = await _browser.LinkAsync(_store, new MakeLink(_bucket, "in/" + name, LinkAction.Download), Cancel);
            Assert.Equal("GET", down.Method);
            using HttpResponseMessage got = await http.GetAsync(down.Url, Cancel);
            Assert.Equal([1, 2, 3], await got.Content.ReadAsByteArrayAsync(Cancel));
            ContentDispositionHeaderValue saved = got.Content.Headers.ContentDisposition!;
            Assert.Equal("attachment", saved.DispositionType);
            Assert.DoesNotContain(saved.FileNameStar ?? saved.FileName!, c => char.IsControl(c) || c is '/' or '\\');
            using HttpResponseMessage misused = await http.PutAsync(down.Url, new ByteArrayContent([4]), Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, misused.StatusCode);
        }

        Assert.Equal(
            OddNames.Select(name => "in/" + name).Order(StringComparer.Ordinal),
            (await ListAsync("in/", 1000, recursive: true)).Objects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Link_ForAnUploadOfASize_TakesNoOther()
    {
        using var http = new HttpClient();
        ObjectLink link = await _browser.LinkAsync(_store, new MakeLink(_bucket, "sized", LinkAction.Upload, 3), Cancel);
        using HttpResponseMessage longer = await http.PutAsync(link.Url, new ByteArrayContent([1, 2, 3, 4]), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, longer.StatusCode);
        Assert.InRange(link.ExpiresAt - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(11));
    }

    [Theory]
    [InlineData("a/b/report.pdf", "attachment; filename=\"report.pdf\"; filename*=UTF-8''report.pdf")]
    [InlineData("a/ü%.txt", "attachment; filename=\"__.txt\"; filename*=UTF-8''%C3%BC%25.txt")]
    [InlineData("a/x\"; evil=\r\n.html", "attachment; filename=\"x_; evil=__.html\"; filename*=UTF-8''x_%3B%20evil%3D__.html")]
    [InlineData("a\\..\\..\\.bashrc", "attachment; filename=\"bashrc\"; filename*=UTF-8''bashrc")]
    [InlineData("..", "attachment; filename=\"object\"; filename*=UTF-8''object")]
    [InlineData("cod\u202Efdp.exe", "attachment; filename=\"cod_fdp.exe\"; filename*=UTF-8''cod_fdp.exe")]
    public void Attachment_OfAKey_IsASafeName(string key, string header) => Assert.Equal(header, FileNames.Attachment(key));

    private Task PutAsync(IEnumerable<string> keys)
        => Parallel.ForEachAsync(keys, Cancel, async (key, cancel) => await _store.PutEmptyAsync(_bucket, key, cancel));

    private Task<FolderPage> PageAsync(string prefix, string? after, int limit, bool recursive)
        => _browser.ListAsync(_store, new ListFolderInput(_bucket, prefix, after, limit, recursive), Cancel);

    private async Task<(string[] Folders, string[] Objects)> ListAsync(string prefix, int limit, bool recursive)
    {
        List<FolderPage> pages = [];
        do
        {
            pages.Add(await PageAsync(prefix, pages.LastOrDefault()?.Next, limit, recursive));
            Assert.InRange(pages[^1].Folders.Count + pages[^1].Objects.Count, 0, limit);
            Assert.True(pages.Count < 100, "The listing does not end.");
        }
        while (pages[^1].Next is not null);
        return ([.. pages.SelectMany(page => page.Folders)], [.. pages.SelectMany(page => page.Objects.Select(found => found.Key))]);
    }
}
