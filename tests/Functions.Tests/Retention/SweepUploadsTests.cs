using System.IO.Compression;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Retention;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Retention;

/// <summary>Which transfers' uploads are swept, when, and how often. Each test has a control plane of its own.</summary>
public sealed class SweepUploadsTests : IAsyncLifetime
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TransferStore Store => _plane.Get<TransferStore>();

    private TransferLedger Ledger => _plane.Get<TransferLedger>();

    private CommandQueue Queue => _plane.Get<CommandQueue>();

    [Theory]
    [InlineData(TransferState.Failed)]
    [InlineData(TransferState.SucceededWithErrors)]
    [InlineData(TransferState.Stopped)]
    [InlineData(TransferState.Parked)]
    public async Task Run_AtRestForLong_AsksOnceForEachChunkThatOpenedUploads(TransferState state)
    {
        TransferRow transfer = await InsertAsync(state, Week);

        await SweepAsync();
        await SweepAsync();

        OpenCommandRow command = Assert.Single(await OpenAsync(transfer));
        Assert.Equal((CommandNames.SweepUploads, 2), (command.Name, command.Chunk));
        Assert.Equal(0, (await Store.FindAsync(transfer.GetId(), Cancel))!.SweptAttempt);
    }

    [Theory]
    [InlineData(TransferState.Failed, 6)]
    [InlineData(TransferState.Succeeded, 70)]
    [InlineData(TransferState.Copying, 70)]
    public async Task Run_NotAtRestForLong_AsksNothing(TransferState state, int days)
    {
        TransferRow transfer = await InsertAsync(state, TimeSpan.FromDays(days));
        await SweepAsync();
        Assert.Empty(await OpenAsync(transfer));
    }

    [Fact]
    public async Task Run_RetentionZero_AsksNothing()
    {
        TransferRow transfer = await InsertAsync(TransferState.Failed, Week);
        await SweepAsync(TimeSpan.Zero);
        Assert.Empty(await OpenAsync(transfer));
    }

    [Fact]
    public async Task Run_EveryChunkIsSwept_IsDoneWithTheAttemptAndClearsItsCommands()
    {
        TransferRow transfer = await InsertAsync(TransferState.Failed, Week);
        await SweepAsync();
        await CompleteAsync(transfer);

        await SweepAsync();

        Assert.Equal(1, (await Store.FindAsync(transfer.GetId(), Cancel))!.SweptAttempt);
        Assert.Empty(await OpenAsync(transfer));
    }

    [Fact]
    public async Task Run_TheStoreWasAway_AsksAgainTheNextDay()
    {
        TransferRow transfer = await InsertAsync(TransferState.Failed, Week);
        await SweepAsync();
        _plane.Time.Advance(TimeSpan.FromDays(1));
        await SweepAsync();
        Assert.Equal(2, (await OpenAsync(transfer)).Count);
    }

    [Fact]
    public async Task Restart_WhileASweepWaits_TakesItBack()
    {
        await _plane.AddNodeAsync("site-a");
        await _plane.AddNodeAsync("site-b");
        TransferRow transfer = await InsertAsync(TransferState.Failed, Week);
        await SweepAsync();

        await _plane.Get<TransferOrders>().RestartAsync((await Store.FindAsync(transfer.GetId(), Cancel))!, Cancel);

        Assert.DoesNotContain(await OpenAsync(transfer), command => command.Name == CommandNames.SweepUploads);
    }

    public ValueTask InitializeAsync() => _plane.InitializeAsync();

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    /// <summary>A transfer of three chunks at rest: one proven, one with an upload, one that nothing was begun of.</summary>
    private async Task<TransferRow> InsertAsync(TransferState state, TimeSpan since)
    {
        var row = new TransferRow
        {
            PartitionKey = TransferRow.Partition,
            RowKey = TransferRow.Prefix + Store.NewId(),
            Owner = "ada",
            CopyNode = "site-a",
            VerifyNode = "site-b",
            State = state,
            StateSince = _plane.Time.GetUtcNow() - since,
            EndedAt = TransferStates.IsAtRest(state) ? _plane.Time.GetUtcNow() - since : null,
            CreatedAt = _plane.Time.GetUtcNow() - since,
            Attempt = 1,
            Run = 1,
        };
        row.SetLocations(new Location("site-a", "from", "in/"), new Location("site-b", "to", "out/"));
        row.SetSettings(new TransferSettings());
        await Store.InsertAsync(row, Cancel);
        for (int chunk = 1; chunk <= 3; chunk++)
        {
            await Ledger.EnterAsync(row.GetId(), chunk, objects: 1, bytes: 1, Cancel);
        }

        await ApplyAsync(row, 1, CommandNames.VerifyChunk, new ChunkResult(1, 1, 0, new Dictionary<string, FaultSummary>()));
        foreach (int chunk in (int[])[1, 2])
        {
            await _plane.Get<LedgerBlobs>().AppendAsync(
                row.GetId(), chunk, LedgerStreams.Uploads, Line(new UploadLine("in/k", "upload", "etag", 5)), Cancel);
        }

        return row;
    }

    private async Task CompleteAsync(TransferRow transfer)
    {
        foreach (OpenCommandRow command in await OpenAsync(transfer))
        {
            await ApplyAsync(transfer, command.Chunk!.Value, CommandNames.SweepUploads, new SweepUploadsResult(1));
        }
    }

    private Task ApplyAsync(TransferRow transfer, int chunk, string name, object result) => Ledger.ApplyAsync(
        new CommandRow
        {
            TransferId = transfer.GetId(),
            Name = name,
            InputJson = JsonSerializer.Serialize(
                new SweepUploadsInput("in/", transfer.GetDestination(), chunk, transfer.Attempt), ContractJson.Options),
        },
        new OpenCommandRow { Chunk = chunk },
        new CompleteCommand(
            "lease", CommandOutcome.Succeeded, JsonSerializer.SerializeToElement(result, ContractJson.Options), null),
        Cancel);

    private async Task<IReadOnlyList<OpenCommandRow>> OpenAsync(TransferRow transfer)
        => await Queue.OpenAsync("site-a", transfer.GetId(), Cancel).ToListAsync(Cancel);

    private Task SweepAsync(TimeSpan? retention = null) => ActivatorUtilities
        .CreateInstance<SweepUploads>(
            _plane.Get<IServiceProvider>(), Options.Create(new RetentionOptions { OpenUploads = retention ?? Week }))
        .RunAsync(Cancel);

    private static BinaryData Line(UploadLine line)
    {
        var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(JsonSerializer.SerializeToUtf8Bytes(line, ContractJson.Options));
            gzip.WriteByte((byte)'\n');
        }

        return BinaryData.FromBytes(body.ToArray());
    }
}
