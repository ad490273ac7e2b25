using DtnBox.Contracts.Commands;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Healing;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.Functions.Tests.Transfers;

/// <summary>What a crash can leave, and what becomes of it. Each test has a control plane of its own.</summary>
public sealed class HealTransfersTests : IAsyncLifetime
{
    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_TheSameKeyTwice_GivesOneTransfer()
    {
        TransferRow first = await CreateAsync("key");
        TransferRow second = await CreateAsync("key");
        Assert.Equal(first.GetId(), second.GetId());
        Assert.Single(_plane.Orchestrations.Instances);
    }

    [Fact]
    public async Task Create_TheSameKeyForAnotherTransfer_IsAConflict()
    {
        await CreateAsync("key");
        (TransferRow? row, var problem) = await TryCreateAsync("key", label: "another");
        Assert.Null(row);
        Assert.Equal(409, problem!.StatusCode);
    }

    [Fact]
    public async Task Heal_AStartThatWasLost_StartsTheOrchestration()
    {
        _plane.Orchestrations.Unreachable = true;
        TransferRow row = await CreateAsync("key");
        _plane.Orchestrations.Unreachable = false;
        _plane.Time.Advance(HealDecision.Patience);
        await HealAsync();
        Assert.Contains(row.GetInstanceId(), _plane.Orchestrations.Instances.Keys);
    }

    [Theory]
    [InlineData(TransferState.Validating)]
    [InlineData(TransferState.Copying)]
    public async Task Heal_UnderWayOnATaskHubThatIsNew_GoesOnThere(TransferState state)
    {
        TransferRow row = await CreateAsync("key");
        await MoveAsync(row, state);

        // As after an update from a version with another hub: the row knows how far it is, the new hub knows nothing.
        _plane.Orchestrations.Instances.Clear();
        _plane.Time.Advance(HealDecision.Patience);
        await HealAsync();
        Assert.Equal([row.GetInstanceId()], _plane.Orchestrations.Instances.Keys);
    }

    [Theory]
    [InlineData(TransferState.Stopped)]
    [InlineData(TransferState.Parked)]
    public async Task Restart_OfATransferThatRestedOnAnotherTaskHub_BeginsTheNextRun(TransferState state)
    {
        TransferRow row = await CreateAsync("key");
        await MoveAsync(row, state);
        _plane.Orchestrations.Instances.Clear();
        _plane.Time.Advance(HealDecision.Patience);
        await HealAsync();
        Assert.Empty(_plane.Orchestrations.Instances);
        await _plane.Get<TransferOrders>().RestartAsync((await Store.FindAsync(row.GetId(), Cancel))!, Cancel);
        Assert.Equal([$"{row.GetId()}.2"], _plane.Orchestrations.Instances.Keys);
    }

    [Fact]
    public async Task Heal_AFailedOrchestration_IsTakenOverByTheNextRun()
    {
        TransferRow row = await CreateAsync("key");
        _plane.Orchestrations.Instances[row.GetInstanceId()] = OrchestrationRuntimeStatus.Failed;
        await HealAsync();
        await HealAsync();
        Assert.Equal(
            [$"{row.GetId()}.1", $"{row.GetId()}.2"],
            _plane.Orchestrations.Instances.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Heal_OrchestrationsThatFailAgainAndAgain_EndAsFailedWithTheCause()
    {
        TransferRow row = await CreateAsync("key");
        for (int run = 1; run <= HealDecision.MostFruitlessRuns + 2; run++)
        {
            _plane.Orchestrations.Instances[TransferRow.InstanceId(row.GetId(), run)] = OrchestrationRuntimeStatus.Failed;
            await HealAsync();
        }

        TransferRow ended = (await Store.FindAsync(row.GetId(), Cancel))!;
        Assert.Equal(TransferState.Failed, ended.State);
        Assert.NotNull(ended.GetFault()?.NextStep);
    }

    [Fact]
    public async Task Stop_WhoseEventWasLost_IsToldAgain()
    {
        TransferRow row = await CreateAsync("key");
        _plane.Orchestrations.Unreachable = true;
        await _plane.Get<TransferOrders>().StopAsync(row, Cancel);
        _plane.Orchestrations.Unreachable = false;
        _plane.Time.Advance(HealDecision.Patience);
        await HealAsync();
        Assert.Contains(_plane.Orchestrations.Events, raised => raised.Name == "Stop");
    }

    [Fact]
    public async Task Stop_Twice_IsStoppingOnce()
    {
        TransferRow row = await CreateAsync("key");
        TransferOrders orders = _plane.Get<TransferOrders>();
        Assert.Null((await orders.StopAsync(row, Cancel)).Problem);
        (TransferRow again, var problem) = await orders.StopAsync(row, Cancel);
        Assert.Null(problem);
        Assert.Equal(1, again.Order);
    }

    [Fact]
    public async Task Restart_OfAStoppedTransfer_TellsItsOrchestration()
    {
        TransferRow row = await StopAsync(await CreateAsync("key"));
        (TransferRow restarted, var problem) = await _plane.Get<TransferOrders>().RestartAsync(row, Cancel);
        Assert.Null(problem);
        Assert.Equal((2, 1), (restarted.Attempt, restarted.Run));
        Assert.Contains(_plane.Orchestrations.Events, raised => raised.Name == "Restart");
    }

    [Fact]
    public async Task Restart_OfAStoppedTransferWhoseOrchestrationDied_BeginsANewRun()
    {
        TransferRow row = await StopAsync(await CreateAsync("key"));
        _plane.Orchestrations.Instances[row.GetInstanceId()] = OrchestrationRuntimeStatus.Failed;
        (TransferRow restarted, _) = await _plane.Get<TransferOrders>().RestartAsync(row, Cancel);
        Assert.Equal((2, 2), (restarted.Attempt, restarted.Run));
        Assert.Contains(restarted.GetInstanceId(), _plane.Orchestrations.Instances.Keys);
    }

    [Fact]
    public async Task Restart_WhileStopping_IsAConflict()
    {
        TransferRow row = await CreateAsync("key");
        TransferOrders orders = _plane.Get<TransferOrders>();
        (TransferRow stopping, _) = await orders.StopAsync(row, Cancel);
        Assert.Equal(409, (await orders.RestartAsync(stopping, Cancel)).Problem?.StatusCode);
    }

    public ValueTask InitializeAsync() => _plane.InitializeAsync();

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    private TransferStore Store => _plane.Get<TransferStore>();

    private async Task<TransferRow> CreateAsync(string key) => (await TryCreateAsync(key, "label")).Row!;

    private async Task<(TransferRow? Row, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult? Problem)> TryCreateAsync(
        string key, string label)
    {
        await _plane.AddNodeAsync("site-a");
        await _plane.AddNodeAsync("site-b");
        await EnrollAsync("site-a");
        var request = new CreateTransfer(
            new Location("site-a", "data", string.Empty), new Location("site-b", "data", string.Empty), label, null);
        return await _plane.Get<NewTransfers>().CreateAsync(request, key, new Caller("ada", Role.Member), Cancel);
    }

    private async Task EnrollAsync(string nodeId)
    {
        EnrollmentCodes codes = _plane.Get<EnrollmentCodes>();
        string code = (await codes.CreateAsync(nodeId, Cancel)).Code;
        Assert.NotNull(await codes.SpendAsync(new(code, "key", "host", "1"), Cancel));
    }

    private async Task<TransferRow> StopAsync(TransferRow row)
    {
        await _plane.Get<TransferOrders>().StopAsync(row, Cancel);
        return (await Store.ChangeAsync(
            row.GetId(), stopping => stopping.TryMove(TransferState.Stopped, _plane.Time.GetUtcNow()), Cancel))!;
    }

    /// <summary>Brings a transfer into a state as its runs do, step by step.</summary>
    private Task<TransferRow?> MoveAsync(TransferRow row, TransferState state) => Store.ChangeAsync(
        row.GetId(),
        moving =>
        {
            TransferState[] way = state == TransferState.Stopped
                ? [TransferState.Stopping, TransferState.Stopped]
                : [TransferState.Validating, .. state == TransferState.Copying ? (TransferState[])[TransferState.Probing] : [], state];
            return way.All(step => moving.State == step || moving.TryMove(step, _plane.Time.GetUtcNow()));
        },
        Cancel);

    private Task HealAsync() => ActivatorUtilities
        .CreateInstance<HealTransfers>(_plane.Get<IServiceProvider>())
        .RunAsync(Cancel);
}
