using System.Net;
using System.Text.Json;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Engine;

public sealed class OrchestrationTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private OrchestrationClient Client => shared.Host.Orchestrations;

    [Fact]
    public async Task FanOut_HundredActivities_SumsAllResults()
        => Assert.Equal("5050", await Client.ResultAsync(await Client.StartAsync("FanOut", 100)));

    [Fact]
    public async Task FanOut_MoreRowsThanSeveralTransactions_CommitsTheEpisodeWhole()
        => Assert.Equal("80200", await Client.ResultAsync(await Client.StartAsync("FanOut", 400)));

    [Fact]
    public async Task Timer_InTheFuture_FiresNoSooner()
    {
        TimeProvider time = TimeProvider.System;
        long started = time.GetTimestamp();
        Assert.Equal("\"woke\"", await Client.ResultAsync(await Client.StartAsync("Sleep", 1.0)));
        Assert.InRange(time.GetElapsedTime(started), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Timer_InThePast_FiresAtOnce()
        => Assert.Equal("\"woke\"", await Client.ResultAsync(await Client.StartAsync("Sleep", -100.0)));

    [Fact]
    public async Task SubOrchestration_Completes_ParentGetsItsResult()
        => Assert.Contains("from the parent", await Client.ResultAsync(await Client.StartAsync("Parent", "Echo")));

    [Theory]
    [InlineData("Throw")]
    [InlineData("Nowhere")]
    public async Task SubOrchestration_Fails_ParentSeesTheFailure(string child)
    {
        JsonElement status = await Client.EndsAsync(await Client.StartAsync("Parent", child));
        Assert.Equal("Failed", status.GetProperty("runtimeStatus").GetString());
    }

    [Fact]
    public async Task Events_RaisedBeforeTheWait_AreKeptInOrder()
    {
        string id = await Client.StartAsync("Collect", 20);
        string[] items = [.. Enumerable.Range(0, 20).Select(i => $"item {i}")];
        foreach (string item in items)
        {
            await Client.RaiseAsync(id, "item", item);
        }

        Assert.Equal(JsonSerializer.Serialize(items), await Client.ResultAsync(id));
        Assert.Equal(20, (await Client.FindAsync(id))!.Value.GetProperty("customStatus").GetInt32());
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_ArrivesOnceInOrder()
    {
        string target = await Client.StartAsync("Collect", 2);
        await Client.StartAsync("Ping", target);
        Assert.Equal("""["one","two"]""", await Client.ResultAsync(target));
    }

    [Fact]
    public async Task ContinueAsNew_WithEventsWaiting_CarriesThemOver()
    {
        string id = await Client.StartAsync("Generations", Array.Empty<string>());
        for (int i = 1; i <= 5; i++)
        {
            await Client.RaiseAsync(id, "item", $"{i}");
        }

        Assert.Equal("""["1","2","3","4","5"]""", await Client.ResultAsync(id));
        JsonElement history = (await Client.FindAsync(id, "?showHistory=true"))!.Value.GetProperty("historyEvents");
        Assert.Single(history.EnumerateArray(), e => e.GetProperty("EventType").GetString() == "ExecutionStarted");
    }

    [Fact]
    public async Task Terminate_WhileWaiting_EndsWithTheReason()
    {
        string id = await Client.StartAsync("Collect", 1);
        Assert.Equal(HttpStatusCode.Accepted, (await Client.PostAsync(id, "terminate?reason=enough")).StatusCode);
        JsonElement status = await Client.EndsAsync(id);
        Assert.Equal("Terminated", status.GetProperty("runtimeStatus").GetString());
        Assert.Equal("enough", status.GetProperty("output").GetString());
        Assert.Equal(HttpStatusCode.Gone, (await Client.TryRaiseAsync(id, "item", "late")).StatusCode);
    }

    [Fact]
    public async Task Suspend_ThenEvents_WaitUntilResumed()
    {
        string id = await Client.StartAsync("Collect", 1);
        await Client.PostAsync(id, "suspend?reason=lunch");
        Assert.Equal("lunch", (await Client.BecomesAsync(id, "Suspended")).GetProperty("output").GetString());
        await Client.RaiseAsync(id, "item", "kept");
        await Client.PostAsync(id, "resume");
        Assert.Equal("""["kept"]""", await Client.ResultAsync(id));
    }

    [Fact]
    public async Task Orchestrator_Throws_FailsWithTypeAndMessage()
    {
        JsonElement status = await Client.EndsAsync(await Client.StartAsync("Throw", "no good"));
        Assert.Equal("System.InvalidOperationException: no good", status.GetProperty("output").GetString());
    }

    [Fact]
    public async Task Orchestrator_AnsweredWithAnError_FailsForGood()
    {
        JsonElement status = await Client.EndsAsync(await Client.StartAsync("Broken", 0));
        Assert.Equal("Failed", status.GetProperty("runtimeStatus").GetString());
        Assert.StartsWith(
            "Microsoft.Azure.WebJobs.Host.FunctionInvocationException", status.GetProperty("output").GetString());
    }

    [Fact]
    public async Task Orchestrator_AsksByOutOfMemoryForRedelivery_IsCalledAgain()
        => Assert.Equal("\"again\"", await Client.ResultAsync(await Client.StartAsync("Abort", 0)));

    [Fact]
    public async Task Activity_AnsweredWithAnError_FailsWithTheDocumentedDetails()
    {
        JsonElement status = await Client.EndsAsync(await Client.StartAsync("Call", "Broken500"));
        Assert.Contains(
            "Microsoft.Azure.WebJobs.Host.FunctionInvocationException: Exception while executing function: "
            + "Functions.Broken500 <- System.Net.Http.HttpRequestException: "
            + "Response status code does not indicate success: 500",
            status.GetProperty("output").GetString());
    }

    [Fact]
    public async Task Activity_Unknown_FailsWithoutDetails()
    {
        JsonElement status = await Client.EndsAsync(await Client.StartAsync("Call", "Nowhere"));
        Assert.EndsWith("no details", status.GetProperty("output").GetString());
    }

    [Fact]
    public async Task Payloads_OfMegabytes_TravelThroughInputActivityAndOutput()
    {
        string large = new('y', 3_000_000);
        Assert.Equal($"\"{large}\"", await Client.ResultAsync(await Client.StartAsync("Echo", large)));
        Assert.Equal(2_000_002, (await Client.ResultAsync(await Client.StartAsync("Call", "Large"))).Length);
    }

    [Fact]
    public async Task Start_WithAnIdInUse_ConflictsUntilTheInstanceEnded()
    {
        string id = await Client.StartAsync("Collect", 1);
        Assert.Equal(HttpStatusCode.Conflict, (await Client.TryStartAsync("Echo", "x", id)).StatusCode);
        await Client.RaiseAsync(id, "item", "a");
        await Client.EndsAsync(id);
        await Client.StartAsync("Echo", "second life", id);
        Assert.Equal("\"second life\"", await Client.ResultAsync(id));
    }

    [Fact]
    public async Task Start_ManyAtOnceWithOneId_OnlyOneSucceeds()
    {
        string id = Guid.NewGuid().ToString("N");
        HttpResponseMessage[] answers =
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Client.TryStartAsync("Collect", 1, id)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Accepted);
        Assert.Equal(19, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Purge_EndedInstance_LeavesNothingAndTheIdIsFree()
    {
        string id = await Client.StartAsync("Collect", 1);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await Client.PurgeAsync(id)).StatusCode);
        await Client.RaiseAsync(id, "item", new string('z', 600_000));
        await Client.EndsAsync(id);
        Assert.Equal(HttpStatusCode.OK, (await Client.PurgeAsync(id)).StatusCode);
        Assert.Null(await Client.FindAsync(id));
        Assert.Equal(HttpStatusCode.NotFound, (await Client.PurgeAsync(id)).StatusCode);
        await Client.StartAsync("Echo", "anew", id);
        Assert.Equal("\"anew\"", await Client.ResultAsync(id));
    }
}
