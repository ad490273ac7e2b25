using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;
using DtnBox.Transfer.Copying;
using DtnBox.Transfer.Deleting;
using DtnBox.Transfer.Tests.Planning;
using Fault = DtnBox.Testing.Fault;

namespace DtnBox.Transfer.Tests.Deleting;

public sealed class ExtrasDeleterTests(S3Server server) : IClassFixture<S3Server>
{
    private readonly Dictionary<int, MemoryLedger> _pages = [];

    [Fact]
    public async Task DeleteAsync_Extras_AreGoneAndNothingElseIs()
    {
        await using CopyScene scene = await NewSceneAsync("a", "b c+%\U0001F600", "\u0001");
        await scene.PutByUsAsync(scene.To.Bucket, "elsewhere", [1]);

        DeleteExtrasResult result = await DeleteAsync(scene);

        Assert.Equal((3, 0), (result.Deleted, result.Failed));
        Assert.Equal(["out/kept"], await scene.ListCopiesAsync());
        Assert.Equal([1], await scene.ReadAsync(scene.To.Bucket, "elsewhere"));
    }

    [Fact]
    public async Task DeleteAsync_WrittenAgainSinceListed_IsKept()
    {
        await using CopyScene scene = await NewSceneAsync("a", "b");
        await scene.PutByUsAsync(scene.To.Bucket, "out/a", [9]);

        DeleteExtrasResult result = await DeleteAsync(scene);

        Assert.Equal((1, 1), (result.Deleted, result.Failed));
        Assert.Equal("out/a", result.Faults[FaultCodes.ExtraChanged].ExampleKey);
        Assert.Equal(["out/a", "out/kept"], await scene.ListCopiesAsync());
    }

    [Fact]
    public async Task DeleteAsync_WhatTheSourceHasNow_IsKept()
    {
        await using CopyScene scene = await NewSceneAsync("a", "b");
        await scene.PutByUsAsync(scene.From.Bucket, "in/a", [1]);

        DeleteExtrasResult result = await DeleteAsync(scene);

        Assert.Equal((1, 1), (result.Deleted, result.Failed));
        Assert.Contains("the source has", result.Faults[FaultCodes.ExtraChanged].Example.Message, StringComparison.Ordinal);
        Assert.Equal(["out/a", "out/kept"], await scene.ListCopiesAsync());
    }

    [Fact]
    public async Task DeleteAsync_KilledBetweenDeletionAndLedger_CountsThemAllTheSecondTime()
    {
        await using CopyScene scene = await NewSceneAsync("a", "b", "c");
        using var kill = new CancellationTokenSource();
        _pages[1].BeforeAppend = async stream =>
        {
            if (stream == LedgerStreams.Deleted)
            {
                await kill.CancelAsync();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DeleteAsync(scene, kill.Token));
        Assert.Empty(_pages[1].Lines<DeletedObject>(LedgerStreams.Deleted));
        _pages[1].BeforeAppend = _ => Task.CompletedTask;

        DeleteExtrasResult result = await DeleteAsync(scene);
        Assert.Equal((3, 0), (result.Deleted, result.Failed));

        scene.ToProxy.ClearRequests();
        Assert.Equal(3, (await DeleteAsync(scene)).Deleted);
        Assert.Empty(scene.ToProxy.Requests);
    }

    [Fact]
    public async Task DeleteAsync_OneThatIsRefused_IsRecordedAndTriedAgain()
    {
        await using CopyScene scene = await NewSceneAsync("a", "b");
        using (scene.ToProxy.Inject(
            request => request.Method == "DELETE" && request.RawTarget.EndsWith("out/a", StringComparison.Ordinal),
            Fault.Answer.S3Error(403, "AccessDenied")))
        {
            DeleteExtrasResult result = await DeleteAsync(scene);
            Assert.Equal((1, 1), (result.Deleted, result.Failed));
            Assert.Equal(FaultCodes.AccessDenied, Assert.Single(result.Faults).Key);
        }

        Assert.Equal(2, (await DeleteAsync(scene)).Deleted);
    }

    /// <summary>A scene whose destination has these extras, already listed, and one object that the source has too.</summary>
    private async Task<CopyScene> NewSceneAsync(params string[] extras)
    {
        CopyScene scene = await CopyScene.NewAsync(server);
        await scene.PutByUsAsync(scene.From.Bucket, "in/kept", [1]);
        foreach (string key in (string[])["kept", .. extras])
        {
            await scene.PutByUsAsync(scene.To.Bucket, "out/" + key, [1]);
        }

        Planned planned = await Planned.FromAsync(scene, new TransferSettings(DeleteExtras: new DeleteExtras(100)));
        foreach ((int page, IReadOnlyList<ExtraObject> lines) in planned.Extras)
        {
            _pages[page] = new MemoryLedger();
            await _pages[page].AppendAsync(LedgerStreams.Extras, lines, CancellationToken.None);
        }

        return scene;
    }

    private Task<DeleteExtrasResult> DeleteAsync(CopyScene scene, CancellationToken kill = default)
        => new ExtrasDeleter(Microsoft.Extensions.Options.Options.Create(scene.Options), TimeProvider.System).DeleteAsync(
            new DeleteExtrasInput(scene.From, scene.To, _pages.Count),
            scene.Source,
            scene.Destination,
            IChunkLedger (page) => _pages[page],
            CancellationToken.None,
            kill);
}
