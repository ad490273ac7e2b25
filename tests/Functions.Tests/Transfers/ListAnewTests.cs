using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Orchestration;

namespace DtnBox.Functions.Tests.Transfers;

/// <summary>A restart of a transfer that had nothing to do looks whether there is something now.</summary>
public sealed class ListAnewTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private static readonly Location Place = new("n", "data", string.Empty);

    private readonly string _transfer = $"t{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task BeginRun_RestartAfterNothingWasPlanned_ListsFromTheBeginning(int skipped)
    {
        await InsertAsync(attempt: 1);
        Assert.False((await BeginAsync()).ListingComplete);
        await PlanAsync(new PlanCopyResult(0, 0, 0, skipped, skipped, Next: null));
        Assert.True((await BeginAsync()).ListingComplete);

        await RestartAsync();
        TransferBrief brief = await BeginAsync();
        Assert.Equal((false, null, 0, 0), (brief.ListingComplete, brief.ListedUpTo, brief.Ranges, brief.Chunks));

        await PlanAsync(new PlanCopyResult(1, 5, 50, skipped, skipped, Next: null));
        TotalsRow totals = await plane.Get<TransferLedger>().TotalsAsync(_transfer, Cancel);
        Assert.Equal((1, 5, skipped, true), (totals.Chunks, totals.ObjectsPlanned, totals.ObjectsSkipped, totals.ListingComplete));

        // A run of the same attempt that takes over finds its listing done, as its commands are.
        Assert.True((await BeginAsync()).ListingComplete);
    }

    [Fact]
    public async Task BeginRun_RestartAfterSomethingWasPlanned_GoesOnWithIt()
    {
        await InsertAsync(attempt: 1);
        await BeginAsync();
        await PlanAsync(new PlanCopyResult(2, 5, 50, 0, 0, Next: null));
        await RestartAsync();

        TransferBrief brief = await BeginAsync();

        Assert.Equal((true, 1, 2), (brief.ListingComplete, brief.Ranges, brief.Chunks));
    }

    private async Task InsertAsync(int attempt)
    {
        var row = new TransferRow
        {
            PartitionKey = TransferRow.Partition, RowKey = TransferRow.Prefix + _transfer, Attempt = attempt, Run = 1,
        };
        row.SetLocations(Place, Place);
        row.SetSettings(new TransferSettings());
        await plane.Get<TransferStore>().InsertAsync(row, Cancel);
    }

    private Task<TransferRow?> RestartAsync() => plane.Get<TransferStore>().ChangeAsync(
        _transfer,
        row =>
        {
            (row.State, row.Attempt) = (TransferState.Queued, row.Attempt + 1);
            return true;
        },
        Cancel);

    private async Task<TransferBrief> BeginAsync()
        => (await new BeginRun(plane.Get<TransferStore>(), plane.Get<TransferLedger>(), plane.Time)
            .RunAsync(null!, new TransferRun(_transfer, Run: 1)))!;

    private Task PlanAsync(PlanCopyResult result) => plane.Get<TransferLedger>().ApplyAsync(
        new CommandRow
        {
            TransferId = _transfer,
            Name = CommandNames.PlanCopy,
            InputJson = JsonSerializer.Serialize(
                new PlanCopyInput(Place, Place, new TransferSettings(), null, 1, 10), ContractJson.Options),
        },
        new OpenCommandRow(),
        new CompleteCommand("l", CommandOutcome.Succeeded, JsonSerializer.SerializeToElement(result, ContractJson.Options), null),
        Cancel);
}
