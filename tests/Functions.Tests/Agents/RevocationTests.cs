using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Tests.Nodes;

namespace DtnBox.Functions.Tests.Agents;

public sealed class RevocationTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Revoke_AnAgentWithAGoodToken_EndsItWithTheNextRequest()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using HttpClient client = await agent.ClientAsync();
        Assert.Equal(HttpStatusCode.OK, (await ReportAsync(client)).StatusCode);

        NodeView view = await RevokeAsync(server.Ada, agent);

        Assert.Equal(HttpStatusCode.Unauthorized, (await ReportAsync(client)).StatusCode);
        AgentView revoked = Assert.Single(view.Agents);
        Assert.Equal("ada", revoked.RevokedBy);
        Assert.Equal(server.Time.GetUtcNow(), revoked.RevokedAt);
        Assert.False(view.Online);
    }

    [Fact]
    public async Task Token_OfARevokedAgent_IsRefusedWithACodeThatOnlyItsKeyIsTold()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await RevokeAsync(server.Ada, agent);

        using HttpResponseMessage told = await agent.SendAsync(agent.Assertion());
        Assert.Equal(HttpStatusCode.Forbidden, told.StatusCode);
        Assert.Equal(AgentProblems.Revoked, (await told.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());

        using HttpResponseMessage stranger = await agent.SendAsync("nonsense");
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Fact]
    public async Task Revoke_WithCommandsInHand_GivesThemToAnotherAgentAtOnce()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent first = await server.AddAgentAsync(node);
        using EnrolledTestAgent second = await server.AddAgentAsync(node);
        await ScheduleAsync(node, "t1.1.Plan.1");
        using HttpClient firstClient = await first.ClientAsync();
        using HttpClient secondClient = await second.ClientAsync();
        LeasedCommand taken = Assert.Single(await LeaseAsync(firstClient));
        Assert.Empty(await LeaseAsync(secondClient));

        await RevokeAsync(server.Ada, first);

        LeasedCommand again = Assert.Single(await LeaseAsync(secondClient));
        Assert.Equal(taken.Id, again.Id);
        Assert.Equal(2, again.Deliveries);
    }

    [Fact]
    public async Task Lease_ThatBeganBeforeItsAgentWasRevoked_GivesNothing()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await RevokeAsync(server.Ada, agent);
        await ScheduleAsync(node, "t1.1.Plan.1");

        // Past the door already: the long-poll looks at the queue with the agent that it was opened for.
        Assert.Empty(await server.Get<CommandLeases>().LeaseAsync(agent.Id, new LeaseCommands("s", 8, 0, []), Cancel));
    }

    [Fact]
    public async Task Revoke_Twice_KeepsWhoWasFirst()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        await RevokeAsync(server.Ada, agent);
        NodeView view = await RevokeAsync(server.Administrator, agent);
        Assert.Equal("ada", Assert.Single(view.Agents).RevokedBy);
    }

    [Fact]
    public async Task Revoke_OtherPeoplesAgents_IsNotFound()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using HttpClient bob = server.Bob;
        using HttpClient member = server.Member;
        using HttpResponseMessage byBob = await bob.DeleteAsync(Path(agent), Cancel);
        using HttpResponseMessage byMember = await member.DeleteAsync(Path(agent), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, byBob.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, byMember.StatusCode);
        Assert.Null(Assert.Single((await server.NodeAsync(node)).Agents).RevokedAt);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("other.0123456789abcdef")]
    public async Task Revoke_AnAgentThatTheNodeHasNot_IsNotFound(string agentId)
    {
        string node = await server.AddNodeAsync();
        using HttpClient ada = server.Ada;
        using HttpResponseMessage answer = await ada.DeleteAsync($"nodes/{node}/agents/{agentId}", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task AnyAgent_OnlyRevokedOnes_IsNone()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        Assert.True(await server.Get<AgentDirectory>().AnyAsync(node, Cancel));
        await RevokeAsync(server.Ada, agent);
        Assert.False(await server.Get<AgentDirectory>().AnyAsync(node, Cancel));
    }

    private static string Path(EnrolledTestAgent agent) => $"nodes/{agent.Identity.NodeId}/agents/{agent.Identity.AgentId}";

    private static async Task<NodeView> RevokeAsync(HttpClient client, EnrolledTestAgent agent)
    {
        using (client)
        {
            using HttpResponseMessage answer = await client.DeleteAsync(Path(agent), Cancel);
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<NodeView>(ContractJson.Options, Cancel))!;
        }
    }

    private static Task<HttpResponseMessage> ReportAsync(HttpClient client)
        => client.PostAsJsonAsync("agent/progress", new ReportProgress("s", []), ContractJson.Options, Cancel);

    private static async Task<IReadOnlyList<LeasedCommand>> LeaseAsync(HttpClient client)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync(
            "agent/commands/lease", new LeaseCommands("s", 8, 0, []), ContractJson.Options, Cancel);
        return (await answer.Content.ReadFromJsonAsync<LeasedCommands>(ContractJson.Options, Cancel))!.Commands;
    }

    private Task<CommandCompletion?> ScheduleAsync(string node, string id) => server.Get<CommandQueue>().ScheduleAsync(
        new RemoteCommand(id, node, "t1", "t1.1", "PlanCopy", JsonElement.Parse("{}")), Cancel);
}
