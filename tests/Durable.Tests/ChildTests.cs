using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class ChildTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task Child_Completes_ItsParentGetsTheResult()
        => Assert.Equal("child gave [0,1,2]", await Client.RunAsync<string>("Parent", new { child = "Steps", input = 3 }));

    [Fact]
    public async Task Child_WithAGivenId_HasItAndKnowsItsParent()
    {
        (string id, string childId) = (Reading.NewId(), Reading.NewId());
        await Client.StartAsync("Parent", new { child = "WhoAmI", input = 0, childId }, id);

        Assert.Equal($"child gave [\"{childId}\",\"Parent\",\"{id}\"]", await Client.ResultAsync<string>(id));
        JsonElement completed = (await Client.HistoryAsync(id)).Single(item => item.Type() == "SubOrchestrationInstanceCompleted");
        Assert.Equal(("WhoAmI", childId), (completed.Text("FunctionName"), completed.Text("InstanceId")));
    }

    [Fact]
    public async Task Child_WithoutGivenIds_GetsDifferentOnesThatReplayKeeps()
    {
        string[] ids = await Client.RunAsync<string[]>("TwoChildren");

        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(Guid.TryParseExact(id, "N", out _)));
        Assert.Equal("Completed", (await Client.FindAsync(ids[1]))!.Value.Status());
    }

    [Fact]
    public async Task Child_FailsTwoLevelsDeep_EachLevelIsTold()
    {
        string told = await Client.RunAsync<string>("Parent", new { child = "FailDeep", input = 1 });

        Assert.StartsWith("FailDeep DtnBox.DurableTask.TaskFailedException: Task 'FailDeep' (#0) failed", told, StringComparison.Ordinal);
        Assert.EndsWith(
            " <- System.InvalidOperationException: deep <- System.IO.IOException: disk <- System.TimeoutException: bus",
            told, StringComparison.Ordinal);
        Assert.Equal(2, told.Split("DtnBox.DurableTask.TaskFailedException: ").Length - 1);
    }

    [Fact]
    public async Task Child_Unknown_FailsItsParentsCall()
        => Assert.Contains(
            "Orchestrator function 'Nowhere' does not exist",
            await Client.RunAsync<string>("Parent", new { child = "Nowhere", input = 0 }), StringComparison.Ordinal);

    [Fact]
    public async Task Child_Terminated_FailsItsParentsCallWithoutDetails()
    {
        string childId = Reading.NewId();
        string id = await Client.StartAsync("Parent", new { child = "Collect", input = 1, childId });
        await Client.BecomesAsync(childId, "Running");
        await Client.PostAsync(childId, "terminate?reason=enough");

        Assert.StartsWith("Collect (unknown): the host reported no details", await Client.ResultAsync<string>(id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parent_Terminated_ItsChildRunsOn()
    {
        string childId = Reading.NewId();
        string id = await Client.StartAsync("Parent", new { child = "Collect", input = 1, childId });
        await Client.BecomesAsync(childId, "Running");
        await Client.PostAsync(id, "terminate?reason=enough");
        await Client.EndsAsync(id);
        await Client.RaiseAsync(childId, "item", "a");

        Assert.Equal(["a"], await Client.ResultAsync<string[]>(childId));
        Assert.Equal("Terminated", (await Client.FindAsync(id))!.Value.Status());
    }

    [Fact]
    public async Task Child_RetriedWithAFixedId_IsStartedAgainInPlaceOfTheFailedOne()
    {
        string childId = Reading.NewId();
        string id = await Client.StartAsync("RetryChild", new { name = childId, failures = 2 });

        Assert.Equal(3, await Client.ResultAsync<int>(id));
        Assert.Equal("Completed", (await Client.FindAsync(childId))!.Value.Status());
        JsonElement[] history = await Client.HistoryAsync(id);
        Assert.Equal(2, history.Count(item => item.Type() == "SubOrchestrationInstanceFailed"));
    }

    [Fact]
    public async Task Child_FireAndForget_ReportsToNobodyButItsOwnChildrenDo()
    {
        string childId = Reading.NewId();
        string id = await Client.StartAsync("Detach", childId);

        Assert.Equal("detached", await Client.ResultAsync<string>(id));
        Assert.StartsWith("child gave", await ChildResultAsync(childId), StringComparison.Ordinal);
        Assert.DoesNotContain("SubOrchestrationInstanceCompleted", (await Client.HistoryAsync(id)).Select(Reading.Type));
    }

    private async Task<string> ChildResultAsync(string childId)
    {
        await Eventually.ThatAsync(
            async () => await Client.FindAsync(childId) is not null, TimeSpan.FromSeconds(60), $"{childId} exists");
        return await Client.ResultAsync<string>(childId);
    }
}
