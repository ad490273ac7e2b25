using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Tests.Transfers.Keyless;

/// <summary>Whatever a command names: which keys it gets is the transfer's row's to say.</summary>
public sealed class KeyAccessTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private static readonly string[] Knows = [CommandNames.PlanCopy, CommandNames.SignChunk];

    private readonly string _source = $"a{Guid.NewGuid():N}"[..12];
    private readonly string _destination = $"b{Guid.NewGuid():N}"[..12];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lease_KeylessTransfer_CarriesTheKeysOfTheAgentsOwnNodeOnly(bool atSource)
    {
        string transfer = await AddTransferAsync(KeyMode.Keyless);

        LeasedCommand leased = await LeaseAsync(transfer, atSource ? _source : _destination);

        (string own, string other) = atSource ? (_source, _destination) : (_destination, _source);
        Assert.Equal($"secret-of-{own}", leased.Stores[own].SecretKey);
        Assert.Equal(("", ""), (leased.Stores[other].AccessKey, leased.Stores[other].SecretKey));
        Assert.DoesNotContain(
            $"secret-of-{other}", JsonSerializer.Serialize(leased, ContractJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lease_SharedTransfer_CarriesTheKeysOfBoth()
    {
        LeasedCommand leased = await LeaseAsync(await AddTransferAsync(KeyMode.Shared), _source);

        Assert.Equal($"secret-of-{_destination}", leased.Stores[_destination].SecretKey);
    }

    [Fact]
    public async Task Lease_TransferThatNobodyKnows_CarriesNoForeignKeys()
    {
        await AddNodesAsync();

        LeasedCommand leased = await LeaseAsync("unknown", _source);

        Assert.Equal("", leased.Stores[_destination].SecretKey);
    }

    private async Task<string> AddTransferAsync(KeyMode mode)
    {
        await AddNodesAsync();
        string id = plane.Get<TransferStore>().NewId();
        var row = new TransferRow
        {
            PartitionKey = TransferRow.Partition,
            RowKey = TransferRow.Prefix + id,
            Owner = "ada",
            CopyNode = _source,
            VerifyNode = _destination,
            KeyMode = mode,
            KeyModeReason = "because",
            Attempt = 1,
            Run = 1,
            CreatedAt = plane.Time.GetUtcNow(),
            StateSince = plane.Time.GetUtcNow(),
        };
        row.SetLocations(new(_source, "data", ""), new(_destination, "data", ""));
        row.SetSettings(new TransferSettings());
        await plane.Get<TransferStore>().InsertAsync(row, Cancel);
        return id;
    }

    private async Task AddNodesAsync()
    {
        await plane.AddNodeAsync(_source);
        await plane.AddNodeAsync(_destination);
    }

    private async Task<LeasedCommand> LeaseAsync(string transfer, string node)
    {
        var input = new ProbeBoth(new(_source, "data", ""), new(_destination, "data", ""));
        await plane.Get<CommandQueue>().ScheduleAsync(
            new RemoteCommand(
                CommandId.For(transfer, 1, CommandNames.PlanCopy, 1),
                node,
                transfer,
                $"{transfer}.1",
                CommandNames.PlanCopy,
                JsonSerializer.SerializeToElement(input, ContractJson.Options)),
            Cancel);
        return Assert.Single(await plane.Get<CommandLeases>().LeaseAsync(
            new AgentId(node, "a1"), new LeaseCommands("s1", 8, 0, [], Knows), Cancel));
    }

    /// <summary>What a programming error might send: both places, to either agent.</summary>
    private sealed record ProbeBoth(Location Source, Location Destination);
}
