using System.Text.Json;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Tests.Transfers.Keyless;

/// <summary>Agents that are older than keyless transfers: they are asked for nothing that they would do wrong.</summary>
public sealed class OldAgentsTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private static readonly string[] Commands = [CommandNames.PlanCopy, CommandNames.CopyChunk, CommandNames.SignChunk];

    private readonly string _source = $"a{Guid.NewGuid():N}"[..12];
    private readonly string _destination = $"b{Guid.NewGuid():N}"[..12];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_BothNodesHaveAnAgentThatKnowsHow_IsKeyless()
    {
        await AddAgentAsync(_source, "new", Commands);
        await AddAgentAsync(_destination, "old", knows: null);
        await AddAgentAsync(_destination, "new", Commands);

        Assert.Equal(KeyMode.Keyless, (await CreateAsync()).KeyMode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_OneNodeHasOldAgentsOnly_SharesKeysAndSaysWhy(bool sourceIsOld)
    {
        await AddAgentAsync(_source, "a", sourceIsOld ? null : Commands);
        await AddAgentAsync(_destination, "a", sourceIsOld ? Commands : null);

        TransferRow row = await CreateAsync();

        Assert.Equal(KeyMode.Shared, row.KeyMode);
        Assert.Equal($"no agent of node {(sourceIsOld ? _source : _destination)} knows keyless transfers; update one", row.KeyModeReason);
    }

    [Fact]
    public async Task Create_TheAgentThatKnewHowWasRevoked_SharesKeys()
    {
        await AddAgentAsync(_source, "a", Commands);
        await AddAgentAsync(_destination, "new", Commands);
        await AddAgentAsync(_destination, "old", knows: null);
        await plane.Get<AgentDirectory>().RevokeAsync(new AgentId(_destination, "new"), "ada", Cancel);

        Assert.Equal(KeyMode.Shared, (await CreateAsync()).KeyMode);
    }

    [Fact]
    public async Task Create_AnAgentThatKnewHowSaysItDoesNot_IsKeylessAllTheSame()
    {
        await AddAgentAsync(_source, "a", Commands);
        await AddAgentAsync(_destination, "a", Commands);

        // Else whoever has taken over the agent would be given the other node's keys for the asking.
        await plane.Get<AgentDirectory>().AskedAsync(new AgentId(_source, "a"), knows: null, Cancel);

        Assert.Equal(KeyMode.Keyless, (await CreateAsync()).KeyMode);
    }

    [Fact]
    public async Task Lease_KeylessTransferAndAnOldAgent_WaitsForANewOneAndSaysSo()
    {
        await AddAgentAsync(_source, "a", Commands);
        await AddAgentAsync(_destination, "a", Commands);
        TransferRow row = await CreateAsync();
        await ScheduleAsync(row.GetId());

        // The only agent was set back to an old version: it says no more what it knows.
        Assert.Empty(await LeaseAsync(knows: null));
        Assert.Equal(
            $"node {_source}: none of its connected agents knows keyless transfers; update one", await WaitingForAsync(row.GetId()));

        Assert.Single(await LeaseAsync(Commands));
        Assert.DoesNotContain("knows", await WaitingForAsync(row.GetId()) ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lease_CommandThatTheAgentDoesNotName_StaysForAnother()
    {
        await AddAgentAsync(_source, "a", Commands);
        await AddAgentAsync(_destination, "a", Commands);
        await ScheduleAsync((await CreateAsync()).GetId());

        Assert.Empty(await LeaseAsync([CommandNames.SignChunk]));
        Assert.Single(await LeaseAsync(Commands));
    }

    [Fact]
    public async Task Lease_SharedTransferAndAnOldAgent_GivesTheCommand()
    {
        await AddAgentAsync(_source, "a", knows: null);
        await AddAgentAsync(_destination, "a", knows: null);
        await ScheduleAsync((await CreateAsync()).GetId());

        Assert.Single(await LeaseAsync(knows: null));
    }

    private async Task AddAgentAsync(string node, string name, string[]? knows)
    {
        await plane.AddNodeAsync(node);
        await plane.Get<StorageAccount>().Agents.TryInsertAsync(
            new AgentRow { PartitionKey = node, RowKey = AgentRow.Prefix + name }, Cancel);
        await plane.Get<AgentDirectory>().AskedAsync(new AgentId(node, name), knows, Cancel);
    }

    private async Task<TransferRow> CreateAsync()
    {
        var request = new CreateTransfer(new Location(_source, "data", ""), new Location(_destination, "data", ""));
        (TransferRow? row, _) = await plane.Get<NewTransfers>().CreateAsync(
            request, Guid.NewGuid().ToString(), new Caller("ada", Contracts.People.Role.Administrator), Cancel);
        return row!;
    }

    private async Task ScheduleAsync(string transfer) => await plane.Get<CommandQueue>().ScheduleAsync(
        new RemoteCommand(
            CommandId.For(transfer, 1, CommandNames.CopyChunk, 1),
            _source,
            transfer,
            $"{transfer}.1",
            CommandNames.CopyChunk,
            JsonSerializer.SerializeToElement(new { chunk = 1 })),
        Cancel);

    private async Task<IReadOnlyList<LeasedCommand>> LeaseAsync(string[]? knows)
    {
        var agent = new AgentId(_source, "a");
        await plane.Get<AgentDirectory>().AskedAsync(agent, knows, Cancel);
        return await plane.Get<CommandLeases>().LeaseAsync(agent, new LeaseCommands("s1", 8, 0, [], knows), Cancel);
    }

    private async Task<string?> WaitingForAsync(string transfer)
    {
        TransferRow row = (await plane.Get<TransferStore>().FindAsync(transfer, Cancel))!;
        return (await plane.Get<TransferViews>().ViewAsync(row, Cancel)).WaitingFor;
    }
}
