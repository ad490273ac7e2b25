using DtnBox.Contracts.Commands;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Schedules;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Schedules;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.KeyLists;
using DtnBox.Functions.Users;
using DtnBox.Functions.Users.HandOvers;
using Microsoft.Extensions.Logging.Abstractions;

namespace DtnBox.Functions.Tests.Users;

/// <summary>Somebody leaves, and all they own goes to another; whoever carries it out may die at any moment.</summary>
public sealed class HandOverTests : IAsyncLifetime
{
    private const int ManyNodes = 120;

    private readonly ControlPlane _plane = new();
    private string _ada = string.Empty;
    private string _bob = string.Empty;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HandOverOrders Orders => _plane.Get<HandOverOrders>();

    public async ValueTask InitializeAsync()
    {
        await _plane.InitializeAsync();
        _ada = (await _plane.SignUpAsync("ada")).GetId();
        _bob = (await _plane.SignUpAsync("bob")).GetId();
    }

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task Run_AnOrder_MovesEverythingAndRevokesTokens()
    {
        (string transfer, string schedule, string list) = await OwnOneOfEachAsync();
        await _plane.AddNodeAsync("not-hers", "carl");
        await Orders.OrderAsync(_ada, _bob, "root", Cancel);
        await RunAsync();

        HandOverView done = (await Orders.FindAsync(_ada, Cancel))!.View();
        Assert.Equal((null, _plane.Time.GetUtcNow()), (done.Doing, done.EndedAt));
        Assert.Equal(
            new Dictionary<string, long> { ["API tokens"] = 1, ["nodes"] = 2, ["key lists"] = 1, ["schedules"] = 1, ["transfers"] = 1 },
            done.Moved);
        Assert.Equal(_bob, (await _plane.Get<TransferStore>().FindAsync(transfer, Cancel))!.Owner);
        Assert.Equal(_bob, (await _plane.Get<ScheduleStore>().FindAsync(schedule, Cancel))!.Owner);
        Assert.Equal(_bob, (await _plane.Get<KeyListStore>().FindAsync(list, Cancel))!.Owner);
        Assert.Equal(_bob, (await _plane.Get<NodeDirectory>().FindAsync("site-a", Cancel))!.Owner);
        Assert.Equal("carl", (await _plane.Get<NodeDirectory>().FindAsync("not-hers", Cancel))!.Owner);
        Assert.Empty(await _plane.Get<PersonalTokens>().ListAsync(_ada, Cancel).ToListAsync(Cancel));
        Assert.Empty(await Orders.ListOpenAsync(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Run_KilledInTheMiddleOfAPage_IsContinuedToTheEnd()
    {
        await OwnNodesAsync(ManyNodes);
        await Orders.OrderAsync(_ada, _bob, "root", Cancel);
        HandOverOrders dying = Make(new DyingKind(_plane.Get<StorageAccount>(), dieAfter: 30));
        await Assert.ThrowsAsync<OperationCanceledException>(() => dying.WorkAsync(_ada, Cancel));

        HandOverRow inHand = (await Orders.FindAsync(_ada, Cancel))!;
        Assert.Equal(("API tokens", null), (inHand.Kind, inHand.EndedAt));
        Assert.Equal(30, await NodesOfAsync(_bob));
        await RunAsync();
        Assert.Equal((ManyNodes, 0), (await NodesOfAsync(_bob), await NodesOfAsync(_ada)));
        Assert.NotNull((await Orders.FindAsync(_ada, Cancel))!.EndedAt);
    }

    [Fact]
    public async Task Run_ByTwoAtOnce_MovesEverythingOnce()
    {
        await OwnNodesAsync(ManyNodes);
        await Orders.OrderAsync(_ada, _bob, "root", Cancel);
        await Task.WhenAll(RunAsync(), RunAsync());
        await RunAsync();
        Assert.Equal((ManyNodes, 0), (await NodesOfAsync(_bob), await NodesOfAsync(_ada)));
        Assert.NotNull((await Orders.FindAsync(_ada, Cancel))!.EndedAt);
    }

    [Fact]
    public async Task Order_Again_IsTheSameOneAndAnotherHeirIsAConflict()
    {
        await OwnNodesAsync(1);
        HandOverRow first = (await Orders.OrderAsync(_ada, _bob, "root", Cancel))!;
        _plane.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first.OrderedAt, (await Orders.OrderAsync(_ada, _bob, "root", Cancel))!.OrderedAt);
        Assert.Null(await Orders.OrderAsync(_ada, "u-00000000000000c3", "root", Cancel));
        await RunAsync();

        // What she owns since then can be handed over in turn.
        await _plane.AddNodeAsync("later", _ada);
        Assert.NotNull(await Orders.OrderAsync(_ada, "u-00000000000000c3", "root", Cancel));
        await RunAsync();
        Assert.Equal((1, 1), (await NodesOfAsync(_bob), await NodesOfAsync("u-00000000000000c3")));
    }

    private HandOverOrders Make(params IOwned[] kinds) => new(
        _plane.Get<StorageAccount>(), kinds, _plane.Time, NullLogger<HandOverOrders>.Instance);

    private Task RunAsync() => new RunHandOvers(Orders).RunAsync(Cancel);

    private async Task OwnNodesAsync(int count)
    {
        for (int number = 0; number < count; number++)
        {
            await _plane.AddNodeAsync($"node-{number:d4}", _ada);
        }
    }

    private Task<int> NodesOfAsync(string owner) => _plane.Get<NodeDirectory>().ListAsync(null, Cancel)
        .CountAsync(node => node.Owner == owner, Cancel).AsTask();

    private async Task<(string Transfer, string Schedule, string List)> OwnOneOfEachAsync()
    {
        var caller = new Caller(_ada, Role.Operator);
        await _plane.AddNodeAsync("site-a", _ada);
        await _plane.AddNodeAsync("site-b", _ada);
        await _plane.Get<StorageAccount>().Agents.AddEntityAsync(
            new AgentRow { PartitionKey = "site-a", RowKey = AgentRow.Prefix + "a" }, Cancel);
        var wanted = new CreateTransfer(new Location("site-a", "data", "in/"), new Location("site-b", "data", "out/"), "nightly");
        (TransferRow? transfer, _) = await _plane.Get<NewTransfers>().CreateAsync(wanted, "key", caller, Cancel);
        ScheduleRow? schedule = await _plane.Get<NewSchedules>().CreateAsync(
            new CreateSchedule(wanted, StartAt: _plane.Time.GetUtcNow().AddHours(1)), "another key", caller, Cancel);
        KeyListRow list = await _plane.Get<KeyListStore>().StoreAsync(new[] { "a" }.ToAsyncEnumerable(), _ada, Cancel);
        await _plane.Get<PersonalTokens>().CreateAsync(new CreateToken("t", [TokenScope.Read]), _ada, Cancel);
        return (transfer!.GetId(), schedule!.GetId(), list.GetId());
    }

    /// <summary>Nodes, of which the process dies after some.</summary>
    private sealed class DyingKind(StorageAccount account, int dieAfter) : OwnedRows(account.Nodes, NodeRow.Partition, string.Empty)
    {
        private readonly StorageAccount _account = account;
        private int _moved;

        public override string Kind => "API tokens";

        protected override async Task<bool> MoveAsync(string key, string from, string to, CancellationToken cancellationToken)
        {
            if (_moved++ == dieAfter)
            {
                throw new OperationCanceledException("The process dies here.");
            }

            await _account.Nodes.ChangeAsync<NodeRow>(
                NodeRow.Partition,
                key,
                row =>
                {
                    row.Owner = to;
                    return true;
                },
                cancellationToken);
            return true;
        }
    }
}
