using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Tests.Nodes;

namespace DtnBox.Functions.Tests.Agents;

public sealed class DrainTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CommandLeases Leases => server.Get<CommandLeases>();

    [Fact]
    public async Task Lease_TwoAgentsOfANode_ShareItsWork()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent first = await server.AddAgentAsync(node);
        using EnrolledTestAgent second = await server.AddAgentAsync(node);
        for (int i = 1; i <= 5; i++)
        {
            await ScheduleAsync(node, $"t1.1.Plan.{i}");
        }

        IReadOnlyList<LeasedCommand> ofFirst = await LeaseAsync(first, max: 2);
        IReadOnlyList<LeasedCommand> ofSecond = await LeaseAsync(second, max: 8);
        Assert.Equal((2, 3), (ofFirst.Count, ofSecond.Count));
        Assert.Equal(5, ofFirst.Concat(ofSecond).Select(command => command.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Drain_ANode_FinishesWhatIsInHandAndGivesNothingNew()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await ScheduleAsync(node, "t1.1.Plan.1");
        LeasedCommand inHand = Assert.Single(await LeaseAsync(agent));

        NodeView drained = await PutAsync($"nodes/{node}/drain");
        await ScheduleAsync(node, "t1.1.Plan.2");

        Assert.Equal(server.Time.GetUtcNow(), drained.DrainingSince);
        Assert.Empty(await LeaseAsync(agent, held: inHand.Id));
        using HttpClient client = await agent.ClientAsync();
        ProgressAnswer answer = await ReportAsync(client, inHand);
        Assert.Equal(Directive.Continue, Assert.Single(answer.Directives).Directive);
        using HttpResponseMessage completed = await client.PostAsJsonAsync(
            $"agent/commands/{inHand.Id}/complete",
            new CompleteCommand(inHand.LeaseId, CommandOutcome.Stopped, null, null),
            ContractJson.Options,
            Cancel);
        Assert.Equal(HttpStatusCode.NoContent, completed.StatusCode);

        NodeView back = await DeleteAsync($"nodes/{node}/drain");
        Assert.Null(back.DrainingSince);
        Assert.Equal("t1.1.Plan.2", Assert.Single(await LeaseAsync(agent)).Id);
    }

    [Fact]
    public async Task Drain_OneAgent_LeavesTheWorkToTheOther()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent first = await server.AddAgentAsync(node);
        using EnrolledTestAgent second = await server.AddAgentAsync(node);
        await ScheduleAsync(node, "t1.1.Plan.1");

        NodeView view = await PutAsync($"nodes/{node}/agents/{first.Identity.AgentId}/drain");

        Assert.NotNull(view.Agents.Single(agent => agent.Id == first.Identity.AgentId).DrainingSince);
        Assert.Null(view.Agents.Single(agent => agent.Id == second.Identity.AgentId).DrainingSince);
        Assert.Empty(await LeaseAsync(first));
        Assert.Single(await LeaseAsync(second));
    }

    [Fact]
    public async Task Drain_Twice_KeepsTheFirstMoment()
    {
        string node = await server.AddNodeAsync();
        NodeView first = await PutAsync($"nodes/{node}/drain");
        server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first.DrainingSince, (await PutAsync($"nodes/{node}/drain")).DrainingSince);
    }

    [Fact]
    public async Task Drain_OtherPeoplesNodes_IsNotFound()
    {
        string node = await server.AddNodeAsync();
        using HttpClient bob = server.Bob;
        using HttpResponseMessage answer = await bob.PutAsync($"nodes/{node}/drain", content: null, Cancel);
        using HttpResponseMessage noAgent = await server.Ada.PutAsync($"nodes/{node}/agents/{node}.0/drain", content: null, Cancel);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (answer.StatusCode, noAgent.StatusCode));
    }

    private async Task<NodeView> PutAsync(string path)
    {
        using HttpClient ada = server.Ada;
        using HttpResponseMessage answer = await ada.PutAsync(path, content: null, Cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<NodeView>(ContractJson.Options, Cancel))!;
    }

    private async Task<NodeView> DeleteAsync(string path)
    {
        using HttpClient ada = server.Ada;
        return (await ada.DeleteFromJsonAsync<NodeView>(path, ContractJson.Options, Cancel))!;
    }

    private static async Task<ProgressAnswer> ReportAsync(HttpClient client, LeasedCommand command)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync(
            "agent/progress",
            new ReportProgress("s", [new CommandProgress(command.Id, command.LeaseId, 0, 0)]),
            ContractJson.Options,
            Cancel);
        return (await answer.Content.ReadFromJsonAsync<ProgressAnswer>(ContractJson.Options, Cancel))!;
    }

    private Task<IReadOnlyList<LeasedCommand>> LeaseAsync(EnrolledTestAgent agent, int max = 8, params string[] held)
        => Leases.LeaseAsync(agent.Id, new LeaseCommands("s", max, 0, held), Cancel);

    private Task<CommandCompletion?> ScheduleAsync(string node, string id) => server.Get<CommandQueue>().ScheduleAsync(
        new RemoteCommand(id, node, "t1", "t1.1", "SweepUploads", JsonElement.Parse("{}")), Cancel);
}
