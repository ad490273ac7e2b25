using System.Net;
using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class CallTests(SharedHost shared)
{
    private const string Unknown =
        "(unknown): the host reported no details; was the task terminated, or is it not deployed?";

    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task Activities_OneAfterTheOther_KeepTheirOrder()
        => Assert.Equal(Enumerable.Range(0, 10), await Client.RunAsync<int[]>("Steps", 10));

    [Fact]
    public async Task Activities_AllAtOnce_AreAllAwaited()
        => Assert.Equal(50 * 7, await Client.RunAsync<int>("FanOut", new { count = 50, bytes = 7 }));

    [Fact]
    public async Task Activities_FirstOfTwo_EndsWithoutTheOther()
        => Assert.Equal("quick", await Client.RunAsync<string>("FirstOf", Reading.NewId()));

    [Fact]
    public async Task Activities_OneOfThreeFails_TheOthersCount()
        => Assert.Equal(["a", "failed", "c"], await Client.RunAsync<string[]>("AllOutcomes"));

    [Fact]
    public async Task Activity_Fails_ItsExceptionsArriveWithTheInnerOnes()
        => Assert.Equal(
            "Fail#0 System.InvalidOperationException: bad <- System.IO.IOException: disk <- System.TimeoutException: bus",
            await Client.RunAsync<string>("CallByName", new { name = "Fail", input = "bad" }));

    [Fact]
    public async Task Activity_Unknown_FailsWithoutDetails()
    {
        string id = await Client.StartAsync("CallByName", new { name = "Nowhere" });

        Assert.Equal($"Nowhere#0 {Unknown}", await Client.ResultAsync<string>(id));
        JsonElement failed = (await Client.HistoryAsync(id)).Single(item => item.Type() == "TaskFailed");
        Assert.Equal("Nowhere", failed.Text("FunctionName"));
        Assert.False(failed.TryGetProperty("FailureDetails", out _));
    }

    [Fact]
    public async Task Orchestrator_Throws_TellsTypeMessageAndInnerFailure()
    {
        string id = await Client.StartAsync("Throw", "no good");
        JsonElement ended = await Client.EndsAsync(id);

        Assert.Equal(("Failed", "System.InvalidOperationException: no good"), (ended.Status(), ended.Output()));
        JsonElement failure = (await Client.HistoryAsync(id))[^1].GetProperty("FailureDetails");
        Assert.Equal("System.IO.IOException", failure.GetProperty("InnerFailure").Text("ErrorType"));
        Assert.Contains("Throw.RunAsync", failure.Text("StackTrace"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_Unknown_IsNotStarted()
    {
        using HttpResponseMessage answer = await Client.TryStartAsync("Nowhere", 1, Reading.NewId());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nowhere", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_InAnotherCase_AreTheSameFunctions()
        => Assert.Equal("x", await Client.RunAsync<string>("CALLBYNAME", new { name = "eCHO", input = "x" }));
}
