using System.Globalization;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Retention;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Healing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Tests.Retention;

/// <summary>What is purged, what is not, and that no transfer minds. Each test has a control plane of its own.</summary>
public sealed class PurgeHistoryTests : IAsyncLifetime
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _plane.Time.GetUtcNow();

    private TransferStore Store => _plane.Get<TransferStore>();

    [Theory]
    [InlineData("7.00:00:00", "05:10:12", true)]
    [InlineData("7.00:00:00", "05:10:42", false)]
    [InlineData("7.00:00:00", "05:09:12", false)]
    [InlineData("00:59:59", "05:09:42", true)]
    [InlineData("00:00:00", "05:10:12", false)]
    public void IsDue_EachRunOfTheTimer_AsOftenAsTheTimeKeptAsksFor(string kept, string now, bool due) => Assert.Equal(
        due,
        PurgeHistory.IsDue(
            TimeSpan.Parse(kept, CultureInfo.InvariantCulture),
            new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero) + TimeSpan.Parse(now, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Completed)]
    [InlineData(OrchestrationRuntimeStatus.Failed)]
    [InlineData(OrchestrationRuntimeStatus.Terminated)]
    public async Task Run_EndedLongAgo_IsPurged(OrchestrationRuntimeStatus status)
    {
        Add("old", status, created: Week * 2, updated: Week);
        await PurgeAsync();
        Assert.Empty(_plane.Orchestrations.Instances);
    }

    [Fact]
    public async Task Run_CreatedLongAgoButEndedJustNow_IsKept()
    {
        Add("long", OrchestrationRuntimeStatus.Completed, created: Week * 10, updated: Week - TimeSpan.FromSeconds(1));
        await PurgeAsync();
        Assert.Single(_plane.Orchestrations.Instances);
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Running)]
    [InlineData(OrchestrationRuntimeStatus.Pending)]
    [InlineData(OrchestrationRuntimeStatus.Suspended)]
    public async Task Run_NotEnded_IsKeptHoweverOld(OrchestrationRuntimeStatus status)
    {
        Add("waits", status, created: Week * 10, updated: Week * 10);
        await PurgeAsync();
        Assert.Single(_plane.Orchestrations.Instances);
    }

    [Fact]
    public async Task Run_RetentionZero_PurgesNothing()
    {
        Add("old", OrchestrationRuntimeStatus.Completed, created: Week * 10, updated: Week * 10);
        await PurgeAsync(TimeSpan.Zero);
        Assert.Single(_plane.Orchestrations.Instances);
    }

    [Fact]
    public async Task Run_MoreThanOneRunMayPurge_IsFinishedByTheNext()
    {
        for (int i = 0; i < PurgeHistory.MostInOneRun + 3; i++)
        {
            Add($"old-{i}", OrchestrationRuntimeStatus.Completed, created: Week, updated: Week);
        }

        await PurgeAsync();
        Assert.Equal(3, _plane.Orchestrations.Instances.Count);
        await PurgeAsync();
        Assert.Empty(_plane.Orchestrations.Instances);
    }

    [Fact]
    public async Task Run_PurgedOrStartedAnewByOthersMeanwhile_GoesOnWithTheRest()
    {
        foreach (string id in (string[])["a-gone", "b-again", "c-old"])
        {
            Add(id, OrchestrationRuntimeStatus.Completed, created: Week, updated: Week);
        }

        _plane.Orchestrations.BeforePurge = id =>
        {
            if (id == "a-gone")
            {
                _plane.Orchestrations.Instances.TryRemove(id, out _);
            }
            else if (id == "b-again")
            {
                _plane.Orchestrations.Instances[id] = OrchestrationRuntimeStatus.Running;
            }
        };
        await PurgeAsync();
        Assert.Equal(["b-again"], _plane.Orchestrations.Instances.Keys);
    }

    [Fact]
    public async Task Run_DeadOrchestrationOfATransferUnderWay_IsLeftToTheHealingTimer()
    {
        TransferRow row = await InsertAsync(TransferState.Copying);
        Add(row.GetInstanceId(), OrchestrationRuntimeStatus.Failed, created: Week, updated: Week);
        await PurgeAsync();
        Assert.Single(_plane.Orchestrations.Instances);

        await HealAsync();
        await PurgeAsync();
        Assert.Equal([TransferRow.InstanceId(row.GetId(), 2)], _plane.Orchestrations.Instances.Keys);
    }

    [Theory]
    [InlineData(TransferState.Succeeded)]
    [InlineData(TransferState.SucceededWithErrors)]
    [InlineData(TransferState.Failed)]
    public async Task Heal_AfterThePurgeOfATransferThatEnded_StartsNothing(TransferState state)
    {
        TransferRow row = await InsertAsync(state);
        Add(row.GetInstanceId(), OrchestrationRuntimeStatus.Completed, created: Week, updated: Week);
        await PurgeAsync();
        await HealAsync();
        Assert.Empty(_plane.Orchestrations.Instances);
        Assert.Equal(state, (await Store.FindAsync(row.GetId(), Cancel))!.State);
    }

    [Theory]
    [InlineData(TransferState.Failed)]
    [InlineData(TransferState.SucceededWithErrors)]
    [InlineData(TransferState.Stopped)]
    public async Task Restart_AfterThePurge_BeginsTheNextRun(TransferState state)
    {
        await _plane.AddNodeAsync("site-a");
        await _plane.AddNodeAsync("site-b");
        TransferRow row = await InsertAsync(state);
        (TransferRow restarted, var problem) = await _plane.Get<TransferOrders>().RestartAsync(row, Cancel);
        Assert.Null(problem);
        Assert.Equal((TransferState.Queued, 2, 2), (restarted.State, restarted.Attempt, restarted.Run));
        Assert.Equal([TransferRow.InstanceId(row.GetId(), 2)], _plane.Orchestrations.Instances.Keys);
    }

    /// <summary>The tests' clock stands in a tenth minute, in which what is kept for long is looked for.</summary>
    public ValueTask InitializeAsync()
    {
        _plane.Time.SetUtcNow(new DateTimeOffset(2026, 3, 4, 5, 10, 12, 123, TimeSpan.Zero));
        return _plane.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    private void Add(string id, OrchestrationRuntimeStatus status, TimeSpan created, TimeSpan updated)
    {
        _plane.Orchestrations.Instances[id] = status;
        _plane.Orchestrations.Times[id] = (Now - created, Now - updated);
    }

    /// <summary>A transfer in a state, however it got there; its mark as active is as its state wants it.</summary>
    private async Task<TransferRow> InsertAsync(TransferState state)
    {
        var row = new TransferRow
        {
            PartitionKey = TransferRow.Partition,
            RowKey = TransferRow.Prefix + Store.NewId(),
            Owner = "ada",
            CopyNode = "site-a",
            VerifyNode = "site-b",
            State = TransferState.Queued,
            StateSince = Now - Week,
            CreatedAt = Now - Week,
            Attempt = 1,
            Run = 1,
        };
        row.SetLocations(new Location("site-a", "from", "in/"), new Location("site-b", "to", "out/"));
        row.SetSettings(new TransferSettings());
        await Store.InsertAsync(row, Cancel);
        return (await Store.ChangeAsync(
            row.GetId(),
            inserted =>
            {
                inserted.State = state;
                return true;
            },
            Cancel))!;
    }

    private Task PurgeAsync(TimeSpan? retention = null) => ActivatorUtilities
        .CreateInstance<PurgeHistory>(
            _plane.Get<IServiceProvider>(),
            Options.Create(new RetentionOptions { FinishedOrchestrations = retention ?? Week }))
        .RunAsync(Cancel);

    private Task HealAsync() => ActivatorUtilities
        .CreateInstance<HealTransfers>(_plane.Get<IServiceProvider>())
        .RunAsync(Cancel);
}
