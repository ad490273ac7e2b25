using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Tests.Nodes;

namespace DtnBox.Functions.Tests.Agents;

public sealed class AgentKeyTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_SignedByBothKeys_LetsOnlyTheNewOneIn()
    {
        using EnrolledTestAgent agent = await server.AddAgentAsync(await server.AddNodeAsync());
        using HttpClient client = await agent.ClientAsync();
        using ECDsa next = NewKey();

        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(client, Request(agent, agent.Key, next)));

        using HttpResponseMessage byOld = await agent.SendAsync(agent.Assertion());
        Assert.Equal(HttpStatusCode.Unauthorized, byOld.StatusCode);
        agent.Key = next;
        using HttpResponseMessage byNew = await agent.SendAsync(agent.Assertion());
        Assert.Equal(HttpStatusCode.OK, byNew.StatusCode);
    }

    [Fact]
    public async Task Change_SentAgainAfterALostAnswer_IsAsGood()
    {
        using EnrolledTestAgent agent = await server.AddAgentAsync(await server.AddNodeAsync());
        using HttpClient client = await agent.ClientAsync();
        using ECDsa next = NewKey();
        RotateAgentKey request = Request(agent, agent.Key, next);
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(client, request));
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(client, request));
    }

    [Fact]
    public async Task Change_AnOldRequestSentAgainLater_IsRefused()
    {
        using EnrolledTestAgent agent = await server.AddAgentAsync(await server.AddNodeAsync());
        using HttpClient client = await agent.ClientAsync();
        using ECDsa second = NewKey();
        using ECDsa third = NewKey();
        RotateAgentKey first = Request(agent, agent.Key, second);
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(client, first));
        agent.Key = second;
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(client, Request(agent, second, third)));
        Assert.Equal(HttpStatusCode.Forbidden, await ChangeAsync(client, first));
    }

    [Theory]
    [InlineData("not by the old key")]
    [InlineData("not by the new key")]
    [InlineData("no signature")]
    [InlineData("of another agent")]
    public async Task Change_NotSignedByBoth_IsRefused(string what)
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using EnrolledTestAgent other = await server.AddAgentAsync(node);
        using HttpClient client = await agent.ClientAsync();
        using ECDsa next = NewKey();
        using ECDsa stranger = NewKey();
        RotateAgentKey right = Request(agent, agent.Key, next);
        RotateAgentKey wrong = what switch
        {
            "not by the old key" => right with { ProofByOld = Request(agent, stranger, next).ProofByOld },
            "not by the new key" => right with { ProofByNew = Request(agent, agent.Key, stranger).ProofByNew },
            "no signature" => right with { ProofByOld = "nonsense" },
            _ => Request(other, other.Key, next),
        };
        Assert.Equal(HttpStatusCode.Forbidden, await ChangeAsync(client, wrong));
        using HttpResponseMessage still = await agent.SendAsync(agent.Assertion());
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Fact]
    public async Task Ask_ByTheOwner_IsHeardWithEachReportUntilItIsDone()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using HttpClient client = await agent.ClientAsync();
        Assert.False(await IsAskedAsync(client));

        using HttpClient ada = server.Ada;
        using HttpResponseMessage asked = await ada.PostAsync($"nodes/{node}/rotate-key", content: null, Cancel);
        asked.EnsureSuccessStatusCode();

        Assert.True(await IsAskedAsync(client));
        Assert.NotNull((await AgentAsync(node)).KeyChangeRequestedAt);
        using ECDsa next = NewKey();
        await ChangeAsync(client, Request(agent, agent.Key, next));
        Assert.False(await IsAskedAsync(client));
        Assert.Equal(
            (server.Time.GetUtcNow(), null), ((await AgentAsync(node)).KeyChangedAt, (await AgentAsync(node)).KeyChangeRequestedAt));
    }

    [Fact]
    public async Task Ask_OtherPeoplesAgents_IsNotFound()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using HttpClient bob = server.Bob;
        using HttpResponseMessage one = await bob.PostAsync($"nodes/{node}/agents/{agent.Id}/rotate-key", content: null, Cancel);
        using HttpResponseMessage all = await bob.PostAsync($"nodes/{node}/rotate-key", content: null, Cancel);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (one.StatusCode, all.StatusCode));
    }

    [Fact]
    public async Task Signature_ByTheKeyBefore_IsTakenForAWhile()
    {
        using EnrolledTestAgent agent = await server.AddAgentAsync(await server.AddNodeAsync());
        using HttpClient client = await agent.ClientAsync();
        string before = agent.PublicKey;
        using ECDsa next = NewKey();
        await ChangeAsync(client, Request(agent, agent.Key, next));

        AgentRow row = (await server.Get<AgentDirectory>().FindAsync(agent.Id, Cancel))!;
        DateTimeOffset now = server.Time.GetUtcNow();
        Assert.True(row.MayHaveSignedWith(before, now.AddMinutes(59)));
        Assert.False(row.MayHaveSignedWith(before, now.AddMinutes(61)));
        Assert.True(row.MayHaveSignedWith(Public(next), now.AddYears(1)));
    }

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static string Public(ECDsa key) => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    private static RotateAgentKey Request(EnrolledTestAgent agent, ECDsa old, ECDsa next)
    {
        byte[] statement = Encoding.UTF8.GetBytes(
            RotateAgentKey.Statement(agent.Identity.AgentId, Public(old), Public(next)));
        return new RotateAgentKey(Public(next), Sign(old), Sign(next));

        string Sign(ECDsa key) => Convert.ToBase64String(
            key.SignData(statement, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }

    private static async Task<HttpStatusCode> ChangeAsync(HttpClient client, RotateAgentKey request)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync("agent/key", request, ContractJson.Options, Cancel);
        return answer.StatusCode;
    }

    private static async Task<bool> IsAskedAsync(HttpClient client)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync(
            "agent/progress", new ReportProgress("s", []), ContractJson.Options, Cancel);
        return (await answer.Content.ReadFromJsonAsync<ProgressAnswer>(ContractJson.Options, Cancel))!.RotateKey;
    }

    private async Task<AgentView> AgentAsync(string node) => Assert.Single((await server.NodeAsync(node)).Agents);
}
