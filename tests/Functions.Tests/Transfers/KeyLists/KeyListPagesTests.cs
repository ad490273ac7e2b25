using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.KeyLists;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DtnBox.Functions.Tests.Transfers.KeyLists;

/// <summary>Which agent may read which list, and which transfers may name it.</summary>
public sealed class KeyListPagesTests : IAsyncLifetime
{
    private static readonly AgentId Agent = new("site-a", "0123");
    private static readonly AgentId Other = new("site-a", "4567");
    private static readonly Location Source = new("site-a", "data", "in/");
    private static readonly Location Destination = new("site-b", "data", "out/");

    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private KeyListPages Pages => _plane.Get<KeyListPages>();

    public async ValueTask InitializeAsync()
    {
        await _plane.InitializeAsync();
        await _plane.AddNodeAsync("site-a");
        await _plane.AddNodeAsync("site-b");
        await _plane.Get<StorageAccount>().Agents.AddEntityAsync(
            new AgentRow { PartitionKey = "site-a", RowKey = AgentRow.Prefix + "a" }, Cancel);
    }

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Fact]
    public async Task Planned_UnderTheLeaseOfThePlan_GivesItsListAndNobodyElse()
    {
        TransferRow transfer = (await CreateAsync(await ListAsync())).Row!;
        await ScheduleAsync(transfer, CommandNames.PlanCopy);
        LeasedCommand lease = Assert.Single(await _plane.Get<CommandLeases>().LeaseAsync(
            Agent, new LeaseCommands("s", 32, 0, []), Cancel));

        TransferRow? planned = await Pages.PlannedAsync(Agent, lease.Id, lease.LeaseId, Cancel);
        Assert.Equal(transfer.GetId(), planned?.GetId());
        await using Stream? page = await Pages.OpenAsync(planned!, 0, Cancel);
        Assert.NotNull(page);
        Assert.Null(await Pages.OpenAsync(planned!, 1, Cancel));

        Assert.Null(await Pages.PlannedAsync(Agent, lease.Id, "another", Cancel));
        Assert.Null(await Pages.PlannedAsync(Other, lease.Id, lease.LeaseId, Cancel));
        Assert.Null(await Pages.PlannedAsync(new AgentId("site-b", "0123"), lease.Id, lease.LeaseId, Cancel));
    }

    [Fact]
    public async Task Planned_UnderTheLeaseOfAnotherCommand_GivesNothing()
    {
        await ScheduleAsync((await CreateAsync(await ListAsync())).Row!, CommandNames.ProbePath);
        LeasedCommand lease = Assert.Single(await _plane.Get<CommandLeases>().LeaseAsync(
            Agent, new LeaseCommands("s", 32, 0, []), Cancel));
        Assert.Null(await Pages.PlannedAsync(Agent, lease.Id, lease.LeaseId, Cancel));
    }

    [Fact]
    public async Task Open_TheTransferHasNoList_GivesNothing()
        => Assert.Null(await Pages.OpenAsync((await CreateAsync(list: null)).Row!, 0, Cancel));

    [Fact]
    public async Task Create_WithAListOfSomebodyElse_IsRefusedAndClaimsNothing()
    {
        string list = await ListAsync(owner: "eve");
        Assert.Equal(400, (await CreateAsync(list)).Problem?.StatusCode);
        Assert.NotNull((await CreateAsync(await ListAsync())).Row);
    }

    [Fact]
    public async Task Create_TheSameKeysStoredAgain_IsTheSameTransfer()
        => Assert.Equal(
            (await CreateAsync(await ListAsync())).Row!.GetId(), (await CreateAsync(await ListAsync())).Row!.GetId());

    private async Task<string> ListAsync(string owner = "ada")
        => (await _plane.Get<KeyListStore>().StoreAsync(new[] { "a", "b" }.ToAsyncEnumerable(), owner, Cancel)).GetId();

    private Task<(TransferRow? Row, ProblemHttpResult? Problem)> CreateAsync(string? list)
        => _plane.Get<NewTransfers>().CreateAsync(
            new CreateTransfer(Source, Destination, null, new TransferSettings(Selection: new Selection(KeyList: list))),
            "key",
            new Caller("ada", Role.Member),
            Cancel);

    private async Task ScheduleAsync(TransferRow transfer, string command) => await _plane.Get<CommandQueue>().ScheduleAsync(
        new RemoteCommand(
            $"{transfer.GetId()}.1.{command}.1.1",
            "site-a",
            transfer.GetId(),
            transfer.GetInstanceId(),
            command,
            JsonSerializer.SerializeToElement(new ProbePathInput(Destination), ContractJson.Options)),
        Cancel);
}
