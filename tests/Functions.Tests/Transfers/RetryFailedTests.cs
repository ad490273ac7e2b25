using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Ledger;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.DurableTask.Protobuf;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class RetryFailedTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TransferStore Store => plane.Get<TransferStore>();

    [Fact]
    public void Run_FailedOnly_ListsNothing()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 2, ranges: 3) { FailedOnly = true };
        var driver = new OrchestrationDriver(
            () => new TransferOrchestrator(), nameof(TransferOrchestrator), "t.1", new TransferRun("t", 1), transfer.Run);
        driver.Begin();
        driver.RunUntilIdle();
        while (transfer.Open.Count > 0)
        {
            transfer.Complete(transfer.Open[0], driver);
            driver.RunUntilIdle();
        }

        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.DoesNotContain(CommandNames.PlanCopy, transfer.Scheduled.Keys);
        Assert.NotNull(transfer.End);
    }

    [Theory]
    [InlineData("Planned", 0, false)]
    [InlineData("Planned", 1, true)]
    [InlineData("Copied", 0, true)]
    [InlineData("Failed", 1, true)]
    [InlineData("Verified", 0, false)]
    public void IsPending_FailedOnly_TakesChunksWithFailures(string state, int failed, bool pending)
        => Assert.Equal(
            pending,
            new ChunkRow { State = Enum.Parse<ChunkState>(state), Attempt = 1, ObjectsFailed = failed }
                .IsPending(attempt: 2, failedOnly: true));

    [Theory]
    [InlineData(false, 10, 9, 1, "Stopped")] // more to list
    [InlineData(false, 10, 10, 0, "Stopped")] // all that is known is right, but it is not all
    [InlineData(true, 10, 8, 1, "Stopped")] // one was never tried
    [InlineData(true, 10, 9, 1, "SucceededWithErrors")]
    [InlineData(true, 10, 10, 0, "Succeeded")]
    public void Judge_AfterARetryOfWhatFailed_ClaimsNoMoreThanWasDone(
        bool listed, int planned, int verified, int failed, string state)
    {
        var row = new TransferRow { State = TransferState.Copying, FailedOnly = true };
        row.SetLocations(new Location("site-a", "data", ""), new Location("site-b", "in", ""));
        row.SetSettings(new TransferSettings());
        var totals = new TotalsRow
        {
            ListingComplete = listed, ObjectsPlanned = planned, ObjectsVerified = verified, ObjectsFailed = failed,
            FaultsJson = failed == 0 ? null : """{"source_changed":{"count":1,"exampleKey":"k","example":{"code":"source_changed","message":"m","nextStep":"n"}}}""",
        };
        Assert.Equal((Enum.Parse<TransferState>(state), (Fault?)null), FinishRun.Judge(row, totals, fault: null));
    }

    [Fact]
    public async Task RestartFailedOnly_WhenNothingFailed_IsAConflict()
    {
        TransferRow row = await StoppedAsync("nothing");
        (_, var problem) = await plane.Get<TransferOrders>().RestartAsync(row, failedOnly: true, Cancel);
        Assert.Equal(409, problem?.StatusCode);
        Assert.Equal(TransferState.Stopped, (await Store.FindAsync(row.GetId(), Cancel))!.State);
    }

    [Fact]
    public async Task RestartFailedOnly_ThenRestart_TheRowSaysWhichIsMeant()
    {
        TransferRow row = await StoppedAsync("some");
        await plane.Get<StorageAccount>().Chunks.AddEntityAsync(
            new TotalsRow { PartitionKey = row.GetId(), RowKey = TotalsRow.Key, ObjectsFailed = 1 }, Cancel);
        TransferOrders orders = plane.Get<TransferOrders>();
        (TransferRow retried, _) = await orders.RestartAsync(row, failedOnly: true, Cancel);
        Assert.Equal((TransferState.Queued, 2, true), (retried.State, retried.Attempt, retried.FailedOnly));

        retried = (await Store.ChangeAsync(row.GetId(), stopping => stopping.TryMove(TransferState.Stopping, plane.Time.GetUtcNow()), Cancel))!;
        retried = (await Store.ChangeAsync(row.GetId(), stopped => stopped.TryMove(TransferState.Stopped, plane.Time.GetUtcNow()), Cancel))!;
        (TransferRow restarted, _) = await orders.RestartAsync(retried, Cancel);
        Assert.Equal((3, false), (restarted.Attempt, restarted.FailedOnly));
    }

    [Fact]
    public async Task Restart_DeadlineHasPassed_IsAConflictUntilItIsMoved()
    {
        TransferRow row = await StoppedAsync("late");
        TransferDeadlines deadlines = plane.Get<TransferDeadlines>();
        await deadlines.SetAsync(row.GetId(), plane.Time.GetUtcNow(), Cancel);
        row = (await Store.FindAsync(row.GetId(), Cancel))!;
        Assert.Equal(409, (await plane.Get<TransferOrders>().RestartAsync(row, Cancel)).Problem?.StatusCode);

        await deadlines.SetAsync(row.GetId(), deadline: null, Cancel);
        row = (await Store.FindAsync(row.GetId(), Cancel))!;
        Assert.Null((await plane.Get<TransferOrders>().RestartAsync(row, Cancel)).Problem);
    }

    [Fact]
    public async Task SetDeadline_OfARunningTransfer_TellsItsOrchestration()
    {
        TransferRow row = await CreateAsync("running");
        await plane.Get<TransferDeadlines>().SetAsync(row.GetId(), plane.Time.GetUtcNow().AddHours(1), Cancel);
        Assert.Contains(plane.Orchestrations.Events, raised =>
            raised.InstanceId == row.GetInstanceId() && raised.Name == TransferOrder.DeadlineChanged);
        Assert.Equal(plane.Time.GetUtcNow().AddHours(1), (await Store.FindAsync(row.GetId(), Cancel))!.GetDeadline());
    }

    private async Task<TransferRow> StoppedAsync(string key)
    {
        TransferRow row = await CreateAsync(key);
        foreach (TransferState state in (TransferState[])[TransferState.Stopping, TransferState.Stopped])
        {
            row = (await Store.ChangeAsync(row.GetId(), next => next.TryMove(state, plane.Time.GetUtcNow()), Cancel))!;
        }

        return row;
    }

    private async Task<TransferRow> CreateAsync(string key)
    {
        string node = $"n-{key}";
        await plane.AddNodeAsync(node);
        await plane.Get<StorageAccount>().Agents.AddEntityAsync(
            new AgentRow { PartitionKey = node, RowKey = AgentRow.Prefix + "a" }, Cancel);
        (TransferRow? row, _) = await plane.Get<NewTransfers>().CreateAsync(
            new CreateTransfer(new Location(node, "data", "in/"), new Location(node, "data", "out/")),
            key,
            new Caller("ada", Role.Operator),
            Cancel);
        return row!;
    }
}
