using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.Stores;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Tests.Nodes;

public sealed class ProbeTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static readonly ProbeStoreResult Found = new(
        new StoreFindings(
            new StoreCapabilities(true, true, true, true), true, true, [ChecksumKind.Sha256], BucketVersioning.Off, 1 << 30, -2),
        []);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StoreProbes Probes => server.Get<StoreProbes>();

    [Fact]
    public async Task Ask_InABucket_IsCarriedOutByAnAgentAndShown()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);

        NodeView asked = await AskAsync(node, "scratch");
        LeasedCommand command = Assert.Single(await LeaseAsync(agent));
        await CompleteAsync(agent, command, Found);

        Assert.Equal(server.Time.GetUtcNow(), asked.ProbeRequestedAt);
        Assert.Equal(CommandNames.ProbeStore, command.Name);
        Assert.Equal($"secret-of-{node}", command.Stores[node].SecretKey);
        NodeView shown = await server.NodeAsync(node);
        Assert.Null(shown.ProbeRequestedAt);
        Assert.Equal(("scratch", agent.Identity.AgentId), (shown.Probe!.Bucket, shown.Probe.Agent));
        Assert.Equal(-2, shown.Probe.Findings!.ClockDifferenceSeconds);
        Assert.Empty(await RowsAsync(node));
    }

    [Fact]
    public async Task Ask_Twice_IsOneProbe()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await AskAsync(node, "scratch");
        await AskAsync(node, "scratch");
        Assert.Single(await LeaseAsync(agent));
    }

    [Fact]
    public async Task Ask_InAnotherBucket_TakesThePlaceOfTheFirst()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await AskAsync(node, "first");
        await AskAsync(node, "second");
        LeasedCommand command = Assert.Single(await LeaseAsync(agent));
        Assert.Equal("second", command.Input.GetProperty("store").GetProperty("bucket").GetString());
    }

    [Fact]
    public async Task Complete_OfAStoreThatWasReplacedMeanwhile_IsDropped()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await AskAsync(node, "scratch");
        LeasedCommand command = Assert.Single(await LeaseAsync(agent));
        await server.Get<NodeDirectory>().ReplaceStoreAsync(
            node, new StoreSettings(new Uri("http://127.0.0.1:10"), null, null, "AK", "secret"), Cancel);

        await CompleteAsync(agent, command, Found);

        NodeView shown = await server.NodeAsync(node);
        Assert.Null(shown.Probe);
        Assert.Null(shown.ProbeRequestedAt);
    }

    [Fact]
    public async Task Complete_AsFailed_ShowsWhy()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await AskAsync(node, "scratch");
        LeasedCommand command = Assert.Single(await LeaseAsync(agent));
        var why = new Fault(FaultCodes.Internal, "It broke.", "Report it.");
        using HttpClient client = await agent.ClientAsync();
        using HttpResponseMessage answer = await client.PostAsJsonAsync(
            $"agent/commands/{command.Id}/complete",
            new CompleteCommand(command.LeaseId, CommandOutcome.Failed, null, why),
            ContractJson.Options,
            Cancel);
        answer.EnsureSuccessStatusCode();
        Assert.Equal(why, Assert.Single((await server.NodeAsync(node)).Probe!.Faults));
    }

    [Fact]
    public async Task Schedule_AfterADeathBetweenWishAndCommand_MakesUpForIt()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await server.Get<StorageAccount>().Nodes.ChangeAsync<NodeRow>(
            NodeRow.Partition,
            node,
            row =>
            {
                row.Ask(new AskedProbe("0123", "scratch", server.Time.GetUtcNow()));
                return true;
            },
            Cancel);
        Assert.Empty(await LeaseAsync(agent));

        var timer = new ScheduleProbes(server.Get<NodeDirectory>(), Probes);
        await timer.RunAsync(Cancel);
        await timer.RunAsync(Cancel);

        await CompleteAsync(agent, Assert.Single(await LeaseAsync(agent)), Found);
        Assert.NotNull((await server.NodeAsync(node)).Probe);
    }

    [Fact]
    public async Task Schedule_AfterADeathBetweenEndAndCleaning_RemovesTheRest()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await AskAsync(node, "scratch");
        LeasedCommand command = Assert.Single(await LeaseAsync(agent));
        var account = server.Get<StorageAccount>();
        CommandRow row = (await account.Commands.FindAsync<CommandRow>(node, CommandRow.Prefix + command.Id, Cancel))!;
        OpenCommandRow open = (await account.Commands.FindAsync<OpenCommandRow>(node, OpenCommandRow.Prefix + command.Id, Cancel))!;
        var completion = new CompleteCommand(
            command.LeaseId, CommandOutcome.Succeeded, JsonSerializer.SerializeToElement(Found, ContractJson.Options), null);
        await Probes.ApplyAsync(agent.Id, row, completion, Cancel);
        row.Complete(command.LeaseId, new CommandCompletion(completion.Outcome, completion.Result, null), server.Time.GetUtcNow());
        Assert.True(await account.Commands.TrySubmitAsync(CommandCompletions.Move(row, open, server.Time.GetUtcNow()), Cancel));

        await new ScheduleProbes(server.Get<NodeDirectory>(), Probes).RunAsync(Cancel);

        Assert.Empty(await RowsAsync(node));
        Assert.NotNull((await server.NodeAsync(node)).Probe);
    }

    [Fact]
    public async Task Enroll_ANodeThatSaysWhere_IsProbedOnce()
    {
        string node = await server.AddNodeAsync(store => store with { ProbeBucket = "scratch" });
        using EnrolledTestAgent first = await server.AddAgentAsync(node);
        using EnrolledTestAgent second = await server.AddAgentAsync(node);
        await CompleteAsync(first, Assert.Single(await LeaseAsync(first)), Found);
        using EnrolledTestAgent third = await server.AddAgentAsync(node);
        Assert.Empty(await LeaseAsync(third));
    }

    [Fact]
    public async Task Ask_WithoutAnyBucket_NamesTheField()
    {
        string node = await server.AddNodeAsync();
        using HttpClient ada = server.Ada;
        using HttpResponseMessage answer = await ada.PostAsync($"nodes/{node}/store/probe", content: null, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("bucket: is missing", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_OfOtherPeoplesNodes_IsNeitherShownNorDone()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await AskAsync(node, "scratch");
        await CompleteAsync(agent, Assert.Single(await LeaseAsync(agent)), Found);
        using HttpClient bob = server.Bob;
        using HttpResponseMessage answer = await bob.PostAsJsonAsync(
            $"nodes/{node}/store/probe", new ProbeStoreRequest("scratch"), ContractJson.Options, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await server.LetReadAsync(node, "bob");
        Assert.Null((await bob.GetFromJsonAsync<NodeView>($"nodes/{node}", ContractJson.Options, Cancel))!.Probe);
    }

    private async Task<NodeView> AskAsync(string node, string bucket)
    {
        using HttpClient ada = server.Ada;
        using HttpResponseMessage answer = await ada.PostAsJsonAsync(
            $"nodes/{node}/store/probe", new ProbeStoreRequest(bucket), ContractJson.Options, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<NodeView>(ContractJson.Options, Cancel))!;
    }

    private Task<IReadOnlyList<LeasedCommand>> LeaseAsync(EnrolledTestAgent agent)
        => server.Get<CommandLeases>().LeaseAsync(agent.Id, new LeaseCommands("s", 8, 0, []), Cancel);

    private static async Task CompleteAsync(EnrolledTestAgent agent, LeasedCommand command, ProbeStoreResult result)
    {
        using HttpClient client = await agent.ClientAsync();
        using HttpResponseMessage answer = await client.PostAsJsonAsync(
            $"agent/commands/{command.Id}/complete",
            new CompleteCommand(
                command.LeaseId, CommandOutcome.Succeeded, JsonSerializer.SerializeToElement(result, ContractJson.Options), null),
            ContractJson.Options,
            Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<IReadOnlyList<CommandRow>> RowsAsync(string node)
        => await server.Get<StorageAccount>().Commands
            .QueryAsync<CommandRow>(row => row.PartitionKey == node, cancellationToken: Cancel).ToListAsync(Cancel);
}
