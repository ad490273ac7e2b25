using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class TransferViewsTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private static readonly AgentId Agent = new("site-a", "0123");
    private static readonly Location Source = new("site-a", "data", string.Empty);
    private static readonly Location Destination = new("site-b", "data", string.Empty);

    private readonly string _transfer = $"t{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task View_WhileAChunkIsCopied_AddsWhatTheAgentReported()
    {
        await PlanAsync();
        await ReportAsync(await LeaseAsync(), objects: 4, bytes: 400);
        Assert.Equal((4, 400), await CopiedAsync());
    }

    [Fact]
    public async Task View_BetweenLedgerAndQueue_CountsTheChunkOnce()
    {
        await PlanAsync();
        LeasedCommand leased = await LeaseAsync();
        await ReportAsync(leased, objects: 9, bytes: 900);

        // The ledger has the result; the process dies before the command leaves the queue.
        await ApplyAsync(leased, new ChunkResult(10, 1000, 0, new Dictionary<string, FaultSummary>(StringComparer.Ordinal)));
        Assert.Equal((10, 1000), await CopiedAsync());
    }

    [Fact]
    public async Task View_AfterAnAgentTookOver_DoesNotRunBackwards()
    {
        await PlanAsync();
        LeasedCommand leased = await LeaseAsync();
        await ReportAsync(leased, objects: 7, bytes: 700);
        await ReportAsync(leased, objects: 2, bytes: 200);
        Assert.Equal((7, 700), await CopiedAsync());
    }

    private async Task<(long Objects, long Bytes)> CopiedAsync()
    {
        var row = new TransferRow
        {
            RowKey = TransferRow.Prefix + _transfer,
            State = TransferState.Copying,
            CopyNode = "site-a",
            VerifyNode = "site-b",
        };
        row.SetLocations(Source, Destination);
        row.SetSettings(new TransferSettings());
        TransferView view = await plane.Get<TransferViews>().ViewAsync(row, Cancel);
        return (view.Totals.ObjectsCopied, view.Totals.BytesCopied);
    }

    private async Task PlanAsync()
    {
        await plane.AddNodeAsync("site-a");
        await plane.AddNodeAsync("site-b");
        TransferLedger ledger = plane.Get<TransferLedger>();
        await ledger.EnterAsync(_transfer, 1, objects: 10, bytes: 1000, Cancel);
        var plan = new PlanCopyInput(Source, Destination, new TransferSettings(), null, 1, 10);
        await ledger.ApplyAsync(
            new CommandRow
            {
                TransferId = _transfer,
                Name = CommandNames.PlanCopy,
                InputJson = JsonSerializer.Serialize(plan, ContractJson.Options),
            },
            new OpenCommandRow(),
            new CompleteCommand("l", CommandOutcome.Succeeded, Json(new PlanCopyResult(1, 10, 1000, 0, 0, null)), null),
            Cancel);
        await plane.Get<CommandQueue>().ScheduleAsync(
            new RemoteCommand(
                $"{_transfer}.1.CopyChunk.1.1",
                "site-a",
                _transfer,
                $"{_transfer}.1",
                CommandNames.CopyChunk,
                Json(new CopyChunkInput(Source, Destination, new TransferSettings(), 1, StoreCapabilities.Unknown, Recopy: false))),
            Cancel);
    }

    private async Task<LeasedCommand> LeaseAsync()
    {
        IReadOnlyList<LeasedCommand> leased = await plane.Get<CommandLeases>().LeaseAsync(
            Agent, new LeaseCommands("s", 32, 0, []), Cancel);
        return leased.Single(command => command.Id.StartsWith(_transfer, StringComparison.Ordinal));
    }

    private Task<ProgressAnswer> ReportAsync(LeasedCommand leased, long objects, long bytes) => plane.Get<CommandLeases>().ReportAsync(
        Agent, new ReportProgress("s", [new CommandProgress(leased.Id, leased.LeaseId, objects, bytes)]), Cancel);

    private async Task ApplyAsync(LeasedCommand leased, ChunkResult result)
    {
        StorageAccount account = plane.Get<StorageAccount>();
        await plane.Get<TransferLedger>().ApplyAsync(
            (await account.Commands.FindAsync<CommandRow>("site-a", CommandRow.Prefix + leased.Id, Cancel))!,
            (await account.Commands.FindAsync<OpenCommandRow>("site-a", OpenCommandRow.Prefix + leased.Id, Cancel))!,
            new CompleteCommand(leased.LeaseId, CommandOutcome.Succeeded, Json(result), null),
            Cancel);
    }

    private static JsonElement Json<TValue>(TValue value) => JsonSerializer.SerializeToElement(value, ContractJson.Options);
}
