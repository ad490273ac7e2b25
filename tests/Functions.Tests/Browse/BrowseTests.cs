using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Grants;
using DtnBox.Functions.Audit;
using DtnBox.Functions.Browse;
using DtnBox.Functions.Grants;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Tests.Nodes;

namespace DtnBox.Functions.Tests.Browse;

/// <summary>Questions about stores, with an agent that the test plays.</summary>
public sealed class BrowseTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private const string Odd = "a?b#c%2F+ \\\u0001\u0007\n\"<ü\U0001F600/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListObjects_OfAnOddPrefix_ReachesTheAgentAndComesBackExactly()
    {
        (string node, EnrolledTestAgent agent) = await server.AddBrowsedAsync(BrowsedServer.Knows);
        using HttpClient store = await agent.ClientAsync();
        using HttpClient ada = server.Ada;
        string odd = Uri.EscapeDataString(Odd);
        Task<IReadOnlyList<GivenQuestion>> taken = store.NextAsync();
        Task<FolderPage?> asked = ada.GetFromJsonAsync<FolderPage>(
            $"nodes/{node}/objects?bucket=data&prefix={odd}&after={odd}x&limit=7&recursive=true", ContractJson.Options, Cancel);

        GivenQuestion question = Assert.Single(await taken);
        Assert.Equal(QuestionNames.ListFolder, question.Name);
        Assert.Equal(
            new ListFolderInput("data", Odd, Odd + "x", 7, true),
            question.Input.Deserialize<ListFolderInput>(ContractJson.Options));
        Assert.Equal($"secret-of-{node}", question.Store.SecretKey);
        var page = new FolderPage([Odd], [.. Enumerable.Range(0, 1000).Select(i => new ObjectEntry($"{Odd}{i}{new string('x', 900)}", i))], Odd);
        await store.AnswerAsync(question.Id, page);

        FolderPage found = (await asked)!;
        Assert.Equal(page.Folders, found.Folders);
        Assert.Equal(page.Objects, found.Objects);
        Assert.Equal(page.Next, found.Next);
        Assert.Equal(0, await LeftAsync(node));
        agent.Dispose();
    }

    [Fact]
    public async Task ListObjects_TheStoreRefuses_IsItsOwnWords()
    {
        (string node, EnrolledTestAgent agent) = await server.AddBrowsedAsync(BrowsedServer.Knows);
        using HttpClient store = await agent.ClientAsync();
        using HttpClient ada = server.Ada;
        Task<HttpResponseMessage> asked = ada.GetAsync($"nodes/{node}/objects?bucket=data", Cancel);
        await store.AnswerAsync(
            Assert.Single(await store.NextAsync()).Id, null, new Fault(FaultCodes.BucketMissing, "There is none.", "Make it."));
        using HttpResponseMessage answer = await asked;
        Assert.Equal(
            (HttpStatusCode.FailedDependency, "There is none.", "Make it.", FaultCodes.BucketMissing), await ProblemAsync(answer));
        agent.Dispose();
    }

    [Fact]
    public async Task ListObjects_NobodyAnswers_SaysSoAndLeavesNothing()
    {
        (string node, EnrolledTestAgent agent) = await server.AddBrowsedAsync(BrowsedServer.Knows);
        using HttpClient store = await agent.ClientAsync();
        using HttpClient ada = server.Ada;
        Task<HttpResponseMessage> asked = ada.GetAsync($"nodes/{node}/objects?bucket=data", Cancel);
        GivenQuestion late = Assert.Single(await store.NextAsync());
        server.Time.Advance(Questions.Patience);

        using HttpResponseMessage answer = await asked;
        (HttpStatusCode status, string detail, string next, _) = await ProblemAsync(answer);
        Assert.Equal(HttpStatusCode.GatewayTimeout, status);
        Assert.Contains($"of {node} took the question and did not answer within 20 s", detail, StringComparison.Ordinal);
        Assert.Contains("'ada'", next, StringComparison.Ordinal);
        await store.AnswerAsync(late.Id, new FolderPage([], []));
        Assert.Equal(0, await LeftAsync(node));
        agent.Dispose();
    }

    [Fact]
    public async Task ListObjects_NoAgentOrAnOldOne_SaysWhoMustAct()
    {
        using HttpClient ada = server.Ada;
        string none = await server.AddNodeAsync();
        (string old, EnrolledTestAgent agent) = await server.AddBrowsedAsync(CommandNames.CopyChunk);
        using HttpResponseMessage noAgent = await ada.GetAsync($"nodes/{none}/buckets", Cancel);
        using HttpResponseMessage tooOld = await ada.GetAsync($"nodes/{old}/buckets", Cancel);
        (HttpStatusCode status, string detail, string next, _) = await ProblemAsync(noAgent);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("has no agent", detail, StringComparison.Ordinal);
        Assert.Contains($"dtnbox node enroll {none}", next, StringComparison.Ordinal);
        (status, detail, next, _) = await ProblemAsync(tooOld);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("older than browsing", detail, StringComparison.Ordinal);
        Assert.Contains("updates the agent", next, StringComparison.Ordinal);
        agent.Dispose();
    }

    [Fact]
    public async Task Next_TheSameQuestionUnanswered_IsGivenAgainAndNotBefore()
    {
        (string node, EnrolledTestAgent agent) = await server.AddBrowsedAsync(BrowsedServer.Knows);
        using HttpClient store = await agent.ClientAsync();
        using HttpClient ada = server.Ada;
        Task<HttpResponseMessage> asked = ada.GetAsync($"nodes/{node}/buckets", Cancel);
        GivenQuestion first = Assert.Single(await store.NextAsync());
        Assert.Empty(await store.NextAsync(waitSeconds: 0));
        server.Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(first.Id, Assert.Single(await store.NextAsync(waitSeconds: 0)).Id);
        await store.AnswerAsync(first.Id, new ListBucketsAnswer([new BucketView("data", server.Time.GetUtcNow())]));
        await store.AnswerAsync(first.Id, new ListBucketsAnswer([]));
        Page<BucketView> page = (await (await asked).Content.ReadFromJsonAsync<Page<BucketView>>(ContractJson.Options, Cancel))!;
        Assert.Equal("data", Assert.Single(page.Items).Name);
        agent.Dispose();
    }

    [Fact]
    public async Task Next_OfARevokedAgentOrAnotherNodes_GetsNothing()
    {
        (string node, EnrolledTestAgent agent) = await server.AddBrowsedAsync(BrowsedServer.Knows);
        (_, EnrolledTestAgent other) = await server.AddBrowsedAsync(BrowsedServer.Knows);
        using HttpClient stranger = await other.ClientAsync();
        using HttpClient store = await agent.ClientAsync();
        using HttpClient ada = server.Ada;
        Task<HttpResponseMessage> asked = ada.GetAsync($"nodes/{node}/buckets", Cancel);
        Assert.Empty(await stranger.NextAsync(waitSeconds: 0));
        GivenQuestion question = Assert.Single(await store.NextAsync());
        await stranger.AnswerAsync(question.Id, new ListBucketsAnswer([new BucketView("forged")]));
        await store.AnswerAsync(question.Id, new ListBucketsAnswer([]));
        using HttpResponseMessage answer = await asked;
        Assert.Empty((await answer.Content.ReadFromJsonAsync<Page<BucketView>>(ContractJson.Options, Cancel))!.Items);
        agent.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task Sweep_WhatADeadAskerLeft_RemovesRowsAndBlobs()
    {
        string node = await server.AddNodeAsync();
        var blobs = server.Get<QuestionBlobs>();
        var row = new QuestionRow
        {
            PartitionKey = node, RowKey = QuestionRow.Prefix + "dead", Name = "x", ExpiresAt = server.Time.GetUtcNow().AddHours(-1),
        };
        await server.Get<StorageAccount>().Commands.AddEntityAsync(row, Cancel);
        await blobs.WriteAskedAsync("dead", new { }, Cancel);
        await server.Get<QuestionChannel>().SweepAsync(TimeSpan.FromMinutes(10), Cancel);
        Assert.Equal(0, await LeftAsync(node));

        // By the service's own clock it is some moments old, which is far in the future of the test's.
        await blobs.SweepAsync(TimeSpan.FromDays(-10_000), Cancel);
        Assert.Null(await blobs.ReadAskedAsync("dead", Cancel));
    }

    [Fact]
    public async Task Blobs_WithALinkInThem_AreNotReadableWithoutTheKeyRing()
    {
        var blobs = server.Get<QuestionBlobs>();
        await blobs.WriteAnswerAsync("sealed", new ObjectLink("https://store/X-Amz-Signature=abc", "GET", default), Cancel);
        string stored = (await server.Get<StorageAccount>().Ledger.GetBlobClient("questions/sealed/answer")
            .DownloadContentAsync(Cancel)).Value.Content.ToString();
        Assert.DoesNotContain("Signature", stored, StringComparison.Ordinal);
        Assert.Contains("Signature", (await blobs.ReadAnswerAsync<ObjectLink>("sealed", Cancel))!.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Grantee_WithAPrefix_SeesTheWayThereAndNothingBeside()
    {
        (string node, EnrolledTestAgent agent) = await server.AddBrowsedAsync(BrowsedServer.Knows);
        using HttpClient eve = server.Member;
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(eve, $"nodes/{node}/buckets"));
        await GrantAsync(node, Right.Read, "data", "lab/run-7/");
        await GrantAsync(node, Right.Read, "data", "lab/open");
        await GrantAsync(node, Right.Write, "inbox", "eve/");

        Assert.Equal(
            ["data", "inbox"],
            (await eve.GetFromJsonAsync<Page<BucketView>>($"nodes/{node}/buckets", ContractJson.Options, Cancel))!.Items.Select(b => b.Name));
        Assert.Equal(["lab/"], await FoldersAsync(eve, node, string.Empty));
        Assert.Equal(["lab/open", "lab/run-7/"], await FoldersAsync(eve, node, "lab/"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(eve, $"nodes/{node}/objects?bucket=data&prefix=other/"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(eve, $"nodes/{node}/objects?bucket=data&recursive=true"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(eve, $"nodes/{node}/objects?bucket=inbox&prefix=eve/"));

        using HttpClient store = await agent.ClientAsync();
        Task<string[]> inside = FoldersAsync(eve, node, "lab/run-7/");
        await store.AnswerAsync(Assert.Single(await store.NextAsync()).Id, new FolderPage(["lab/run-7/raw/"], []));
        Assert.Equal(["lab/run-7/raw/"], await inside);
        agent.Dispose();
    }

    [Fact]
    public async Task Grantee_WhoMayWrite_ChangesOnlyThere()
    {
        (string node, EnrolledTestAgent agent) = await server.AddBrowsedAsync(BrowsedServer.Knows);
        using HttpClient eve = server.Member;
        using HttpClient store = await agent.ClientAsync();
        await GrantAsync(node, Right.Write, "inbox", "eve/");
        (string, object)[] refused =
        [
            ("folders", new MakeFolder("inbox", "eva/")),
            ("folders", new MakeFolder("other", "eve/")),
            ("objects/delete", new DeleteObjects("inbox", ["eve/mine", "theirs"])),
            ("objects/links", new MakeLink("inbox", "theirs", LinkAction.Upload)),
            ("objects/links", new MakeLink("inbox", "eve/mine", LinkAction.Download)),
        ];
        foreach ((string path, object body) in refused)
        {
            using HttpResponseMessage answer = await eve.PostAsJsonAsync($"nodes/{node}/{path}", body, ContractJson.Options, Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        (string, object, object)[] done =
        [
            ("folders", new MakeFolder("inbox", "eve/new"), new MakeFolder("inbox", "eve/new/")),
            ("objects/delete", new DeleteObjects("inbox", ["eve/mine"]), new DeletedObjects([new ObjectDeletion("eve/mine")])),
            ("objects/links", new MakeLink("inbox", "eve/x", LinkAction.Upload, 5), new ObjectLink("http://x/", "PUT", server.Time.GetUtcNow())),
        ];
        foreach ((string path, object body, object result) in done)
        {
            Task<HttpResponseMessage> asked = eve.PostAsJsonAsync($"nodes/{node}/{path}", body, ContractJson.Options, Cancel);
            await store.AnswerAsync(Assert.Single(await store.NextAsync()).Id, result);
            using HttpResponseMessage answer = await asked;
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(
                JsonSerializer.Serialize(result, result.GetType(), ContractJson.Options),
                (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetRawText());
        }

        AuditRow[] entries = [.. (await server.Get<StorageAccount>().Audit
            .QueryAsync<AuditRow>(row => row.ThingKind == "object" && row.ActorId == "eve", cancellationToken: Cancel)
            .ToListAsync(Cancel)).Where(row => row.ThingId!.StartsWith($"{node}:", StringComparison.Ordinal)
                && row.Outcome == Contracts.Audit.AuditOutcome.Succeeded)];
        Assert.Equal(
            [
                (AuditActions.FolderMake, $"{node}:inbox/eve/new"),
                (AuditActions.ObjectDelete, $"{node}:inbox/eve/mine"),
                (AuditActions.ObjectLink, $"{node}:inbox/eve/x (Upload)"),
            ],
            entries.Select(row => (row.Action, row.ThingId!)).Order());
        agent.Dispose();
    }

    [Theory]
    [InlineData("objects", null)]
    [InlineData("objects?bucket=..%2Fx", null)]
    [InlineData("folders", "{\"bucket\":\"data\",\"prefix\":\"\"}")]
    [InlineData("objects/delete", "{\"bucket\":\"data\",\"keys\":[]}")]
    [InlineData("objects/delete", "{\"bucket\":\"data\",\"keys\":[\"\"]}")]
    [InlineData("objects/links", "{\"bucket\":\"data\",\"key\":\"k\",\"action\":\"Download\",\"size\":1}")]
    [InlineData("objects/links", "{\"bucket\":\"data\",\"key\":\"k\",\"action\":\"Upload\",\"size\":-1}")]
    public async Task Requests_ThatCannotBeTaken_NameTheField(string path, string? body)
    {
        string node = await server.AddNodeAsync();
        using HttpClient ada = server.Ada;
        using var content = body is null ? null : new StringContent(body, null, "application/json");
        using HttpResponseMessage answer = body is null
            ? await ada.GetAsync($"nodes/{node}/{path}", Cancel)
            : await ada.PostAsync($"nodes/{node}/{path}", content, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errors").EnumerateObject());
    }

    private Task<GrantRow?> GrantAsync(string node, Right right, string bucket, string prefix) => server.Get<GrantStore>().AddAsync(
        node, new CreateGrant("eve", right, bucket, server.Time.GetUtcNow().AddDays(1), prefix), Guid.NewGuid().ToString(), "ada", Cancel);

    private async Task<int> LeftAsync(string node) => await server.Get<StorageAccount>().Commands
        .ReadRangeAsync<QuestionRow>(node, QuestionRow.Prefix, cancellationToken: Cancel).CountAsync(Cancel);

    private static async Task<string[]> FoldersAsync(HttpClient client, string node, string prefix)
        => [.. (await client.GetFromJsonAsync<FolderPage>(
            $"nodes/{node}/objects?bucket=data&prefix={prefix}", ContractJson.Options, Cancel))!.Folders];

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using HttpResponseMessage answer = await client.GetAsync(path, Cancel);
        return answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string Detail, string Next, string? Code)> ProblemAsync(HttpResponseMessage answer)
    {
        JsonElement problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return (
            answer.StatusCode,
            problem.GetProperty("detail").GetString()!,
            problem.GetProperty("nextStep").GetString()!,
            problem.TryGetProperty("code", out JsonElement code) ? code.GetString() : null);
    }
}
