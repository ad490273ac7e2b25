using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Orchestrations;
using DtnBox.Functions.Tests.Nodes;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Chains;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Tests.Transfers.Chains;

/// <summary>An agent that says again how its command ended, because it has no answer, over HTTP.</summary>
public sealed class CompleteTwiceTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static readonly ChunkResult Right = new(10, 1000, 0, new Dictionary<string, FaultSummary>(StringComparer.Ordinal));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_AgainAfterTheEndWasNotTold_TellsIt()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using HttpClient channel = await agent.ClientAsync();
        var orchestrations = (OrchestrationsSimulator)server.Get<IOrchestrations>();
        TransferRow transfer = await InsertAsync(node, orchestrations);
        ChunkChains chains = server.Get<ChunkChains>();
        await chains.BeginAsync(
            transfer, [chains.First(transfer, 1, StoreCapabilities.Unknown, new ChunkOrder(1, 1, false))], Cancel);

        LeasedCommand copy = await LeaseAsync(channel, CommandNames.CopyChunk);
        await CompleteAsync(channel, copy);
        await CompleteAsync(channel, copy);
        LeasedCommand verify = await LeaseAsync(channel, CommandNames.VerifyChunk);
        orchestrations.Unreachable = true;
        await CompleteAsync(channel, verify);
        orchestrations.Unreachable = false;
        Assert.Empty(orchestrations.Events);

        await CompleteAsync(channel, verify);
        await CompleteAsync(channel, verify);
        Assert.Equal(
            (transfer.GetInstanceId(), ChunkVerdict.EventName(transfer.GetId(), 1, 1, 1)),
            orchestrations.Events.Select(raised => (raised.InstanceId, raised.Name)).Single());
    }

    private static async Task<LeasedCommand> LeaseAsync(HttpClient channel, string expected)
    {
        using HttpResponseMessage answer = await channel.PostAsJsonAsync(
            "agent/commands/lease", new LeaseCommands("session", 8, 0, []), ContractJson.Options, Cancel);
        LeasedCommand leased = Assert.Single(
            (await answer.Content.ReadFromJsonAsync<LeasedCommands>(ContractJson.Options, Cancel))!.Commands);
        Assert.Equal(expected, leased.Name);
        return leased;
    }

    private static async Task CompleteAsync(HttpClient channel, LeasedCommand leased)
    {
        using HttpResponseMessage answer = await channel.PostAsJsonAsync(
            $"agent/commands/{leased.Id}/complete",
            new CompleteCommand(
                leased.LeaseId,
                CommandOutcome.Succeeded,
                JsonSerializer.SerializeToElement(Right, ContractJson.Options),
                null),
            ContractJson.Options,
            Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<TransferRow> InsertAsync(string node, OrchestrationsSimulator orchestrations)
    {
        var row = new TransferRow
        {
            PartitionKey = TransferRow.Partition,
            RowKey = TransferRow.Prefix + server.Get<TransferStore>().NewId(),
            Owner = "ada",
            CopyNode = node,
            VerifyNode = node,
            State = TransferState.Copying,
            Attempt = 1,
            Run = 1,
        };
        row.SetLocations(new Location(node, "data", "in/"), new Location(node, "data", "out/"));
        row.SetSettings(new TransferSettings());
        await server.Get<TransferStore>().InsertAsync(row, Cancel);
        orchestrations.Instances[row.GetInstanceId()] = OrchestrationRuntimeStatus.Running;
        TransferLedger ledger = server.Get<TransferLedger>();
        await ledger.BeginAttemptAsync(row.GetId(), 1, Cancel);
        await ledger.EnterAsync(row.GetId(), 1, objects: 10, bytes: 1000, Cancel);
        return row;
    }
}
