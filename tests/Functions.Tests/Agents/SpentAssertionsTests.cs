using System.Net;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Tests.Nodes;

namespace DtnBox.Functions.Tests.Agents;

public sealed class SpentAssertionsTests : IAsyncLifetime
{
    private readonly ControlPlaneServer _server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Token_TheSameAssertionTwice_IsRefusedTheSecondTime()
    {
        using EnrolledTestAgent agent = await _server.AddAgentAsync(await _server.AddNodeAsync());
        string assertion = agent.Assertion();
        using HttpResponseMessage first = await agent.SendAsync(assertion);
        using HttpResponseMessage second = await agent.SendAsync(assertion);
        using HttpResponseMessage another = await agent.SendAsync(agent.Assertion());
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK],
            [first.StatusCode, second.StatusCode, another.StatusCode]);
        Assert.Contains("used before", await second.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_TheSameAssertionAtOnceManyTimes_IsGivenOnce()
    {
        using EnrolledTestAgent agent = await _server.AddAgentAsync(await _server.AddNodeAsync());
        string assertion = agent.Assertion();
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => agent.SendAsync(assertion)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task Token_TheSameIdByTwoAgents_IsNoRepetition()
    {
        string node = await _server.AddNodeAsync();
        using EnrolledTestAgent first = await _server.AddAgentAsync(node);
        using EnrolledTestAgent second = await _server.AddAgentAsync(node);
        using HttpResponseMessage one = await first.SendAsync(first.Assertion("same"));
        using HttpResponseMessage other = await second.SendAsync(second.Assertion("same"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [one.StatusCode, other.StatusCode]);
    }

    [Fact]
    public async Task Token_WithoutAnId_IsRefused()
    {
        using EnrolledTestAgent agent = await _server.AddAgentAsync(await _server.AddNodeAsync());
        using HttpResponseMessage answer = await agent.SendAsync(agent.Assertion(jti: ""));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Forget_OnlyWhatCanNoLongerBeUsed_IsForgotten()
    {
        var spent = _server.Get<SpentAssertions>();
        using EnrolledTestAgent agent = await _server.AddAgentAsync(await _server.AddNodeAsync());
        string assertion = agent.Assertion();
        Assert.True(await spent.TrySpendAsync(agent.Id, assertion, Cancel));

        // Good for two more minutes, and two for clocks that differ.
        _server.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(0, await spent.ForgetAsync(Cancel));
        Assert.False(await spent.TrySpendAsync(agent.Id, assertion, Cancel));

        _server.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await spent.ForgetAsync(Cancel));
        using HttpResponseMessage late = await agent.SendAsync(assertion);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }
}
