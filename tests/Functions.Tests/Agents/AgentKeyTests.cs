using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Tests.Nodes;
using DtnBox.Receipts;

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
    public async Task Change_Done_IsShownWithTheKeysBefore()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using HttpClient client = await agent.ClientAsync();
        using ECDsa next = NewKey();
        await ChangeAsync(client, Request(agent, agent.Key, next));

        AgentView shown = await AgentAsync(node);
        Assert.Equal(ReceiptSigning.Thumbprint(next), shown.KeyId);
        Assert.Equal([new FormerAgentKey(ReceiptSigning.Thumbprint(agent.Key), server.Time.GetUtcNow())], shown.FormerKeys!);
    }

    [Fact]
    public async Task Change_SentAgainAfterALostAnswer_IsAsGood()
    {
        using EnrolledTestAgent agent = await server.AddAgentAsync(await server.AddNodeAsync());
        using HttpClient client = await agent.ClientAsync();
        using ECDsa next = NewKey();
        RotateAgentKey request = Request(agent, agent.Key, next);
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(client, request));
        using HttpClient afterwards = await ClientAsync(agent, next);
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(afterwards, request));
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
        using HttpClient bySecond = await ClientAsync(agent, second);
        Assert.Equal(HttpStatusCode.NoContent, await ChangeAsync(bySecond, Request(agent, second, third)));
        using HttpClient byThird = await ClientAsync(agent, third);
        Assert.Equal(HttpStatusCode.Forbidden, await ChangeAsync(byThird, first));
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
        using HttpClient afterwards = await ClientAsync(agent, next);
        Assert.False(await IsAskedAsync(afterwards));
        Assert.Equal(
            (server.Time.GetUtcNow(), null), ((await AgentAsync(node)).KeyChangedAt, (await AgentAsync(node)).KeyChangeRequestedAt));
    }

    [Fact]
    public async Task Change_Confirmed_EndsTheTokensOfTheKeyBefore()
    {
        using EnrolledTestAgent agent = await server.AddAgentAsync(await server.AddNodeAsync());
        using HttpClient before = await agent.ClientAsync();
        using ECDsa next = NewKey();
        await ChangeAsync(before, Request(agent, agent.Key, next));

        using HttpResponseMessage refused = await ReportAsync(before);
        using HttpClient afterwards = await ClientAsync(agent, next);
        using HttpResponseMessage taken = await ReportAsync(afterwards);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, taken.StatusCode));
    }

    [Fact]
    public async Task Change_TwoAtOnce_OneIsTaken()
    {
        using EnrolledTestAgent agent = await server.AddAgentAsync(await server.AddNodeAsync());
        using HttpClient client = await agent.ClientAsync();
        using ECDsa one = NewKey();
        using ECDsa other = NewKey();
        HttpStatusCode[] answers = await Task.WhenAll(
            ChangeAsync(client, Request(agent, agent.Key, one)), ChangeAsync(client, Request(agent, agent.Key, other)));

        // Who comes second has the wrong key in its statement, or a token of the key before.
        Assert.Single(answers, answer => answer == HttpStatusCode.NoContent);
        Assert.Single(answers, answer => answer is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
        string known = (await server.Get<AgentDirectory>().FindAsync(agent.Id, Cancel))!.PublicKey;
        Assert.Equal(answers[0] == HttpStatusCode.NoContent ? Public(one) : Public(other), known);
    }

    [Fact]
    public async Task Token_AnAssertionIdOfTheKeyBefore_IsStillSpent()
    {
        using EnrolledTestAgent agent = await server.AddAgentAsync(await server.AddNodeAsync());
        using HttpClient client = await agent.ClientAsync();
        using HttpResponseMessage first = await agent.SendAsync(agent.Assertion("once"));
        using ECDsa next = NewKey();
        await ChangeAsync(client, Request(agent, agent.Key, next));
        agent.Key = next;
        using HttpResponseMessage again = await agent.SendAsync(agent.Assertion("once"));
        using HttpResponseMessage another = await agent.SendAsync(agent.Assertion("another"));
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.OK),
            (first.StatusCode, again.StatusCode, another.StatusCode));
    }

    [Fact]
    public async Task Change_OfARevokedAgent_IsRefusedAndNotAskedFor()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using HttpClient client = await agent.ClientAsync();
        using HttpClient ada = server.Ada;
        using HttpResponseMessage revoked = await ada.DeleteAsync($"nodes/{node}/agents/{agent.Id}", Cancel);
        using ECDsa next = NewKey();
        Assert.Equal(HttpStatusCode.Unauthorized, await ChangeAsync(client, Request(agent, agent.Key, next)));

        using HttpResponseMessage one = await ada.PostAsync($"nodes/{node}/agents/{agent.Id}/rotate-key", content: null, Cancel);
        using HttpResponseMessage all = await ada.PostAsync($"nodes/{node}/rotate-key", content: null, Cancel);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (one.StatusCode, all.StatusCode));
        Assert.Null((await AgentAsync(node)).KeyChangeRequestedAt);
    }

    [Fact]
    public void Change_OftenInARow_KeepsTheRowSmallEnough()
    {
        var row = new AgentRow { PublicKey = new string('k', 124) };
        for (int i = 0; i < 500; i++)
        {
            row.ChangeKey($"{i}{new string('k', 120)}", server.Time.GetUtcNow());
        }

        Assert.InRange(row.FormerKeysJson!.Length, 1, 32_000);
        Assert.True(row.MayHaveSignedWith($"498{new string('k', 120)}", server.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Change_InTheAudit_HasTheAgentAsActorAndThing()
    {
        string node = await server.AddNodeAsync();
        using EnrolledTestAgent agent = await server.AddAgentAsync(node);
        using HttpClient client = await agent.ClientAsync();
        using HttpClient ada = server.Ada;
        using HttpResponseMessage asked = await ada.PostAsync($"nodes/{node}/agents/{agent.Id}/rotate-key", content: null, Cancel);
        using ECDsa next = NewKey();
        await ChangeAsync(client, Request(agent, agent.Key, next));

        List<AuditRow> entries = await server.Get<StorageAccount>().Audit
            .QueryAsync<AuditRow>(row => row.ThingId == agent.Identity.AgentId, cancellationToken: Cancel)
            .ToListAsync(Cancel);
        Assert.Equal(
            [("agent.enroll", null), ("agent.key.change", agent.Identity.AgentId), ("agent.key.request", "ada")],
            entries.Select(entry => (entry.Action, entry.ActorId)).Order());
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

    /// <summary>A client with a token for its new key.</summary>
    private static Task<HttpClient> ClientAsync(EnrolledTestAgent agent, ECDsa key)
    {
        agent.Key = key;
        return agent.ClientAsync();
    }

    private static Task<HttpResponseMessage> ReportAsync(HttpClient client)
        => client.PostAsJsonAsync("agent/progress", new ReportProgress("s", []), ContractJson.Options, Cancel);

    private static async Task<bool> IsAskedAsync(HttpClient client)
    {
        using HttpResponseMessage answer = await ReportAsync(client);
        return (await answer.Content.ReadFromJsonAsync<ProgressAnswer>(ContractJson.Options, Cancel))!.RotateKey;
    }

    private async Task<AgentView> AgentAsync(string node) => Assert.Single((await server.NodeAsync(node)).Agents);
}
