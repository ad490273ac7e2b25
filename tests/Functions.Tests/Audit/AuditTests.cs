using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Audit;
using DtnBox.Contracts.Grants;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Tests.Api;

namespace DtnBox.Functions.Tests.Audit;

/// <summary>What the audit says of requests, asked of the running program.</summary>
public sealed class AuditTests(RunningApi api) : IClassFixture<RunningApi>
{
    private readonly string _node = $"n{Guid.NewGuid():N}"[..12];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_ThatSucceeds_SaysWhoWhatFromWhereAndNoSecret()
    {
        Assert.Equal(HttpStatusCode.Created, await RegisterAsync("ada", "198.51.100.7"));
        AuditEntry entry = Assert.Single(await EntriesAsync($"thing=node:{_node}"));
        Assert.Equal(
            (AuditActions.NodeRegister, AuditOutcome.Succeeded, ActorKind.ServiceAccount, "ada"),
            (entry.Action, entry.Outcome, entry.Actor.Kind, entry.Actor.Id));
        Assert.Equal(new AuditOrigin("198.51.100.7", "test/1"), entry.Origin);
        string text = JsonSerializer.Serialize(entry, ContractJson.Options);
        Assert.DoesNotContain("ACCESS-KEY", text, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ByARoleThatMayNot_IsDenied()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await RegisterAsync("eve", "198.51.100.8"));
        AuditEntry entry = Assert.Single(
            await EntriesAsync("actor=eve&action=node.register"), found => found.Origin!.Address == "198.51.100.8");
        Assert.Equal((AuditOutcome.Denied, "Not allowed"), (entry.Outcome, entry.Problem));
    }

    [Fact]
    public async Task Change_OfAnothersThing_IsDeniedAndOfNothingHasFailed()
    {
        await RegisterAsync("ada");
        using HttpClient bob = api.As("bob");
        var store = new StoreSettings(new Uri("http://127.0.0.1:9"), null, null, "AK", "SK");
        foreach (string id in (string[])[_node, _node + "x"])
        {
            using HttpResponseMessage answer = await bob.PutAsJsonAsync($"nodes/{id}/store", store, ContractJson.Options, Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal(
            AuditOutcome.Denied, Assert.Single(await EntriesAsync($"thing=node:{_node}&action=node.store.")).Outcome);
        Assert.Equal(
            AuditOutcome.Failed, Assert.Single(await EntriesAsync($"thing=node:{_node}x&action=node.store.")).Outcome);
    }

    [Fact]
    public async Task Read_OfAHiddenThing_IsDeniedByItsRoute()
    {
        await RegisterAsync("ada");
        using HttpClient eve = api.As("eve", "198.51.100.9");
        using HttpResponseMessage answer = await eve.GetAsync($"nodes/{_node}?token=top-secret", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        AuditEntry entry = Assert.Single(
            await EntriesAsync("actor=eve&action=request.denied"), found => found.Origin!.Address == "198.51.100.9");
        Assert.Equal(new AuditThing("endpoint", "GET /api/v1/nodes/{id}"), entry.Thing);
    }

    [Fact]
    public async Task Grant_GivenAndTakenBack_IsEnteredWithItsNode()
    {
        await RegisterAsync("ada");
        using HttpClient ada = api.As("ada");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"nodes/{_node}/grants")
        {
            Content = JsonContent.Create(
                new CreateGrant("eve", Right.Read, "data", TimeProvider.System.GetUtcNow().AddDays(1)), options: ContractJson.Options),
            Headers = { { "Idempotency-Key", "key" } },
        };
        using HttpResponseMessage made = await ada.SendAsync(request, Cancel);
        GrantView grant = (await made.Content.ReadFromJsonAsync<GrantView>(ContractJson.Options, Cancel))!;
        using HttpResponseMessage revoked = await ada.DeleteAsync($"nodes/{_node}/grants/{grant.Id}", Cancel);
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal(
            [AuditActions.GrantRevoke, AuditActions.GrantCreate],
            (await EntriesAsync($"thing=grant:{_node}/{grant.Id}")).Select(entry => entry.Action));
    }

    [Fact]
    public async Task Anonymous_ManyRequests_AreEnteredUpToABoundAndThenCounted()
    {
        const string Address = "198.51.100.10";
        using HttpClient nobody = api.As(null, Address);
        for (int i = 0; i < DenialBudget.Most + 5; i++)
        {
            using HttpResponseMessage answer = await nobody.GetAsync("nodes", Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        await api.Get<Denials>().SummariseAsync(all: true);
        List<AuditEntry> entries = [.. (await EntriesAsync("action=request.denied")).Where(entry => entry.Origin?.Address == Address)];
        Assert.Equal(DenialBudget.Most + 1, entries.Count);
        Assert.Equal(5, entries[0].Count);
        Assert.All(entries, entry => Assert.Equal(ActorKind.Anonymous, entry.Actor.Kind));
    }

    [Fact]
    public async Task Enroll_GuessedAgainAndAgain_IsShutOut()
    {
        const string Address = "198.51.100.11";
        using HttpClient nobody = api.As(null, Address);
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var guess = new EnrollAgent("guess", Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), "host", "1");
        List<HttpStatusCode> answers = [];
        for (int i = 0; i <= DenialBudget.Most; i++)
        {
            using HttpResponseMessage answer = await nobody.PostAsJsonAsync("agent/enroll", guess, ContractJson.Options, Cancel);
            answers.Add(answer.StatusCode);
        }

        Assert.All(answers[..^1], status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Equal(
            DenialBudget.Most,
            (await EntriesAsync("action=agent.enroll")).Count(entry => entry.Origin!.Address == Address && entry.Outcome == AuditOutcome.Denied));
    }

    [Fact]
    public async Task List_Pages_GoOnWhereTheLastOneEnded()
    {
        AuditLog log = api.Get<AuditLog>();
        for (int i = 0; i < 5; i++)
        {
            await log.NoteAsync(log.OfSystem(AuditActions.TransferPark, new AuditThing("paged", $"{i}"), _node));
        }

        List<string> seen = [];
        string? after = null;
        do
        {
            Page<AuditEntry> page = await PageAsync($"actor={_node}&limit=2" + (after is null ? "" : $"&after={after}"));
            Assert.True(page.Items.Count <= 2);
            seen.AddRange(page.Items.Select(entry => entry.Thing!.Id!));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(["4", "3", "2", "1", "0"], seen);
    }

    [Fact]
    public async Task Export_ATime_StreamsLines()
    {
        await RegisterAsync("ada");
        using HttpClient root = api.As("root");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string range = $"from={now.AddHours(-1).UtcDateTime:O}&until={now.AddHours(1).UtcDateTime:O}&thing=node:{_node}";
        string lines = await root.GetStringAsync($"audit/export?{range}", Cancel);
        AuditEntry entry = JsonSerializer.Deserialize<AuditEntry>(Assert.Single(lines.TrimEnd('\n').Split('\n')), ContractJson.Options)!;
        Assert.Equal(_node, entry.Thing!.Id);
        using HttpResponseMessage without = await root.GetAsync("audit/export", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("eve")]
    public async Task Read_ByAnybodyElse_IsForbidden(string who)
    {
        using HttpClient client = api.As(who);
        using HttpResponseMessage list = await client.GetAsync("audit", Cancel);
        using HttpResponseMessage export = await client.GetAsync("audit/export", Cancel);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (list.StatusCode, export.StatusCode));
    }

    [Fact]
    public async Task Begin_AndNoEnd_StaysUnknownAndAnEndCountsOnce()
    {
        AuditLog log = api.Get<AuditLog>();
        AuditRow row = log.OfSystem(AuditActions.ScheduleStart, new AuditThing("crash", _node), "ada");
        await log.BeginAsync(row, Cancel);
        Assert.Equal(AuditOutcome.Unknown, Assert.Single(await EntriesAsync($"thing=crash:{_node}")).Outcome);
        await log.EndAsync(row, AuditOutcome.Succeeded, null);
        await log.EndAsync(row, AuditOutcome.Failed, null);
        Assert.Equal(AuditOutcome.Succeeded, Assert.Single(await EntriesAsync($"thing=crash:{_node}")).Outcome);
    }

    private async Task<HttpStatusCode> RegisterAsync(string who, string address = "192.0.2.1")
    {
        using HttpClient client = api.As(who, address);
        return await RegisterAsync(client, _node);
    }

    internal static async Task<HttpStatusCode> RegisterAsync(HttpClient client, string id)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync(
            "nodes",
            new RegisterNode(id, null, new StoreSettings(new Uri("http://127.0.0.1:9"), null, null, "ACCESS-KEY", "top-secret")),
            ContractJson.Options,
            Cancel);
        return answer.StatusCode;
    }

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync(string query) => (await PageAsync($"{query}&limit=1000")).Items;

    private async Task<Page<AuditEntry>> PageAsync(string query)
    {
        using HttpClient root = api.As("root");
        return (await root.GetFromJsonAsync<Page<AuditEntry>>($"audit?{query}", ContractJson.Options, Cancel))!;
    }
}

/// <summary>The table of the audit is away.</summary>
public sealed class AuditAwayTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_ThatCannotBeEntered_IsRefusedAndNotMade()
    {
        await api.Get<StorageAccount>().Audit.DeleteAsync(Cancel);
        using HttpClient ada = api.As("ada");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AuditTests.RegisterAsync(ada, "unseen"));
        Assert.Null(await api.Get<NodeDirectory>().FindAsync("unseen", Cancel));
        using HttpResponseMessage read = await ada.GetAsync("nodes", Cancel);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }
}
