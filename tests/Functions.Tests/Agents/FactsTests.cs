using System.Net;
using System.Net.Http.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Tests.Nodes;

namespace DtnBox.Functions.Tests.Agents;

public sealed class FactsTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AgentFacts Facts => new(
        "2", "other-host", "Linux", "X64", 8, 1L << 34, server.Time.GetUtcNow(), new DiskSpace(1, 2), new DiskSpace(3, 4));

    [Fact]
    public async Task Take_FromAnAgentThatWasUpdated_ShowsThemToWhoMayChangeTheNode()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using HttpClient client = await agent.ClientAsync();
        using HttpResponseMessage answer = await client.PostAsJsonAsync("agent/facts", Facts, ContractJson.Options, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);

        AgentView shown = Assert.Single((await server.NodeAsync(node)).Agents);
        Assert.Equal(Facts, shown.Facts);
        Assert.Equal(("2", "other-host", server.Time.GetUtcNow()), (shown.Version, shown.HostName, shown.FactsAt));
        await server.LetReadAsync(node, "bob");
        using HttpClient bob = server.Bob;
        NodeView toBob = (await bob.GetFromJsonAsync<NodeView>($"nodes/{node}", ContractJson.Options, Cancel))!;
        Assert.Null(Assert.Single(toBob.Agents).Facts);
    }

    [Theory]
    [InlineData("hostName")]
    [InlineData("cores")]
    [InlineData("memoryBytes")]
    [InlineData("store")]
    public async Task Take_WhatCannotBe_NamesTheField(string field)
    {
        using EnrolledTestAgent agent = await server.AddAgentAsync(await server.AddNodeAsync());
        using HttpClient client = await agent.ClientAsync();
        AgentFacts wrong = field switch
        {
            "hostName" => Facts with { HostName = "" },
            "cores" => Facts with { Cores = 0 },
            "memoryBytes" => Facts with { MemoryBytes = -1 },
            _ => Facts with { Store = new DiskSpace(2, 1) },
        };
        using HttpResponseMessage answer = await client.PostAsJsonAsync(
            "agent/facts", wrong, ContractJson.Options, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(field, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
