using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Browse;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Nodes;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Browse;
using DtnBox.Functions.Nodes;
using DtnBox.Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.Functions.Tests.Browse;

/// <summary>The instance that is asked is not always the one that the agent waits at.</summary>
public sealed class TwoInstancesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ask_AgentWaitsAtAnotherInstance_IsAnsweredSoon()
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal) { ["Storage:Prefix"] = $"t{Guid.NewGuid():N}"[..20] };
        await using WebApplication asked = ControlPlaneHost.Build(TimeProvider.System, new OrchestrationsSimulator(), settings);
        await using WebApplication polled = ControlPlaneHost.Build(TimeProvider.System, new OrchestrationsSimulator(), settings);
        var account = asked.Services.GetRequiredService<StorageAccount>();
        await account.PrepareAsync(Cancel);
        NodeRow node = (await asked.Services.GetRequiredService<NodeDirectory>().RegisterAsync(
            new RegisterNode("site-a", null, new StoreSettings(new Uri("http://127.0.0.1:9"), null, null, "AK", "SK")), "ada", Cancel))!;
        var agent = new AgentId(node.Id, "1");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        var row = new AgentRow { PartitionKey = node.Id, RowKey = AgentRow.Prefix + agent.Name, EnrolledAt = now, LastSeenAt = now };
        row.Learn(BrowsedServer.Knows);
        await account.Agents.AddEntityAsync(row, Cancel);
        var channel = polled.Services.GetRequiredService<QuestionChannel>();
        Task<IReadOnlyList<GivenQuestion>> waiting = channel.NextAsync(agent, new NextQuestions(8, 20, BrowsedServer.Knows), Cancel);

        long begun = TimeProvider.System.GetTimestamp();
        Task<Asked<ListBucketsAnswer>> question = asked.Services.GetRequiredService<Questions>()
            .AskAsync<ListBucketsAnswer>(node, QuestionNames.ListBuckets, new ListBucketsInput(), Cancel);
        GivenQuestion given = Assert.Single(await waiting);
        JsonElement answer = JsonSerializer.SerializeToElement(new ListBucketsAnswer([new BucketView("data")]), ContractJson.Options);
        await channel.AnswerAsync(agent, given.Id, new AnswerQuestion(answer), Cancel);

        Assert.Equal("data", Assert.Single((await question).Answer!.Buckets).Name);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }
}
