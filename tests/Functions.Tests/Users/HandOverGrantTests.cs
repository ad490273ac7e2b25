using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Orchestration;
using DtnBox.Functions.Users.HandOvers;

namespace DtnBox.Functions.Tests.Users;

/// <summary>Grants when somebody leaves: those at their nodes stay with the nodes, those they held are not handed over.</summary>
public sealed class HandOverGrantTests : IAsyncLifetime
{
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
        foreach ((string node, string owner) in new[] { ("site-a", _ada), ("site-b", _ada), ("site-c", "carl") })
        {
            await _plane.AddNodeAsync(node, owner);
        }

        await _plane.Get<StorageAccount>().Agents.AddEntityAsync(
            new AgentRow { PartitionKey = "site-a", RowKey = AgentRow.Prefix + "a" }, Cancel);
    }

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task Run_GrantsAtTheirNode_HoldOnAndAreTheNewOwnersToRevoke()
    {
        GrantRow grant = await GiveAsync("site-a", "eve");
        await HandOverAsync();
        NodeRow node = (await _plane.Get<NodeDirectory>().FindAsync("site-a", Cancel))!;
        Assert.True(await _plane.Get<Rights>().MayReadAsync("eve", node, new Location("site-a", "data", "x"), Cancel));
        Assert.True(Rights.MayManage(new Caller(_bob, Role.Operator), node));
        Assert.False(Rights.MayManage(new Caller(_ada, Role.Operator), node));
        Assert.Equal(grant.GetId(), (await _plane.Get<GrantStore>().ListAsync("site-a", Cancel).SingleAsync(Cancel)).GetId());
        AccessView access = await _plane.Get<Rights>().AccessAsync(_bob, node, Cancel);
        Assert.True(access.IsOwner);
    }

    [Fact]
    public async Task Run_InTheMiddleOfAHandOver_TransfersBetweenTheirNodesGoOn()
    {
        TransferRow transfer = await StartAsync("site-a", "site-b");
        await Orders.OrderAsync(_ada, _bob, "root", Cancel);

        // Tokens, then nodes: now nobody alone has all that the transfer needs.
        Assert.True(await Orders.WorkAsync(_ada, Cancel));
        Assert.True(await Orders.WorkAsync(_ada, Cancel));
        Assert.Equal(_bob, (await _plane.Get<NodeDirectory>().FindAsync("site-a", Cancel))!.Owner);
        Assert.Equal(_ada, (await TransferAsync(transfer)).Owner);
        await WatchAsync();
        Assert.Empty(_plane.Orchestrations.Events);

        await RunAsync();
        Assert.Equal(_bob, (await TransferAsync(transfer)).Owner);
        await WatchAsync();
        Assert.Empty(_plane.Orchestrations.Events);

        // Read just before it was moved: that row is no reason to park it either.
        Assert.Null(await _plane.Get<TransferRights>().MissingAsync(transfer, Cancel));
    }

    [Fact]
    public async Task Run_AGrantThatTheyHeld_IsNotHandedOverAndWhatNeedsItIsParked()
    {
        await GiveAsync("site-c", _ada);
        TransferRow transfer = await StartAsync("site-c", "site-a");
        await HandOverAsync();
        await WatchAsync();
        (string instance, _, object? payload) = Assert.Single(_plane.Orchestrations.Events);
        Assert.Equal(transfer.GetInstanceId(), instance);
        Assert.Contains("'carl'", Assert.IsType<RightsLost>(payload).Fault.NextStep, StringComparison.Ordinal);

        // Whoever gives it to the new owner lets the transfer go on.
        await GiveAsync("site-c", _bob);
        Assert.Null(await _plane.Get<TransferRights>().MissingAsync(await TransferAsync(transfer), Cancel));
    }

    [Fact]
    public async Task Missing_WhatTheyBeginAfterwards_GetsNothingFromTheNewOwner()
    {
        await HandOverAsync();
        _plane.Time.Advance(TimeSpan.FromMinutes(1));
        TransferRow late = await StartAsync("site-a", "site-b", _bob);
        late.Owner = _ada;
        Assert.NotNull(await _plane.Get<TransferRights>().MissingAsync(late, Cancel));
    }

    private async Task HandOverAsync()
    {
        await Orders.OrderAsync(_ada, _bob, "root", Cancel);
        await RunAsync();
    }

    private Task RunAsync() => new RunHandOvers(Orders).RunAsync(Cancel);

    private Task WatchAsync() => _plane.Get<GrantWatch>().TellAllAsync(nodeId: null, Cancel);

    private async Task<TransferRow> TransferAsync(TransferRow transfer)
        => (await _plane.Get<TransferStore>().FindAsync(transfer.GetId(), Cancel))!;

    private async Task<GrantRow> GiveAsync(string node, string to) => (await _plane.Get<GrantStore>().AddAsync(
        node,
        new CreateGrant(to, Right.Read, "data", _plane.Time.GetUtcNow().AddDays(1)),
        Guid.NewGuid().ToString(),
        "giver",
        Cancel))!;

    private async Task<TransferRow> StartAsync(string from, string to, string? owner = null)
    {
        (TransferRow? row, _) = await _plane.Get<NewTransfers>().CreateAsync(
            new CreateTransfer(new Location(from, "data", "in/"), new Location(to, "data", "out/")),
            Guid.NewGuid().ToString(),
            new Caller(owner ?? _ada, Role.Operator),
            Cancel);
        return row!;
    }
}
