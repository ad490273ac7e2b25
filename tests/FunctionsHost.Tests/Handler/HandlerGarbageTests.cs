using System.Text.Json;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Handler;

/// <summary>A handler answers nonsense. One invocation fails, the log says which and why, and everything else goes on.</summary>
public sealed class HandlerGarbageTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private OrchestrationClient Client => shared.Host.Orchestrations;

    [Theory]
    [InlineData("plain text", "Invalid HttpResponseMessage: media type 'text/plain'")]
    [InlineData("broken JSON", "Invalid HttpResponseMessage: ")]
    [InlineData("array", "Invalid HttpResponseMessage: not a JSON object")]
    [InlineData("empty", "Invalid HttpResponseMessage: ")]
    [InlineData("null", "Invalid HttpResponseMessage: not a JSON object")]
    [InlineData("cut off", "")]
    [InlineData("half a character", "")]
    [InlineData("half a character inside", "")]
    [InlineData("half a character in the log", "Invalid HttpResponseMessage: ")]
    public async Task Activity_AnswersGarbage_IsAFailedTask(string kind, string reason)
    {
        string id = await Client.StartAsync("CallWith", new object[] { "Garbage", kind });

        JsonElement status = await Client.EndsAsync(id);

        Assert.Equal("Failed", status.GetProperty("runtimeStatus").GetString());
        Assert.Contains(
            "FunctionInvocationException: Exception while executing function: Functions.Garbage <- ",
            status.GetProperty("output").GetString());
        Assert.Contains(reason, status.GetProperty("output").GetString(), StringComparison.Ordinal);
        await LogSaysAsync($"warn: DtnBox.FunctionsHost.Engine.ActivityRunner[1220] Instance {id}: activity Garbage failed: ", reason);
    }

    [Theory]
    [InlineData("plain text", "Invalid HttpResponseMessage: media type 'text/plain'")]
    [InlineData("broken JSON", "Invalid HttpResponseMessage: ")]
    [InlineData("array", "Invalid HttpResponseMessage: not a JSON object")]
    [InlineData("empty", "Invalid HttpResponseMessage: ")]
    [InlineData("cut off", "")]
    [InlineData("half a character", "The ReturnValue is no OrchestratorResponse: ")]
    [InlineData("not UTF-8", "The ReturnValue is no OrchestratorResponse: ")]
    [InlineData("not base64", "The ReturnValue is no OrchestratorResponse: ")]
    [InlineData("not protobuf", "The ReturnValue is no OrchestratorResponse: ")]
    [InlineData("other instance", "It answers for instance 'somebody-else'")]
    [InlineData("completed as running", "Action 0 completes the orchestration as Running")]
    [InlineData("timer without a time", "Action 0 is a timer without a valid time")]
    [InlineData("timer after the end of time", "Action 0 is a timer without a valid time")]
    [InlineData("event to nobody", "Action 0 is for an instance whose id is missing")]
    [InlineData("child without an id", "Action 0 is for an instance whose id is missing")]
    public async Task Orchestrator_AnswersGarbage_FailsForGood(string kind, string reason)
    {
        string id = await Client.StartAsync("GarbageTurn", kind);

        JsonElement status = await Client.EndsAsync(id);

        Assert.Equal("Failed", status.GetProperty("runtimeStatus").GetString());
        Assert.StartsWith(
            "Microsoft.Azure.WebJobs.Host.FunctionInvocationException", status.GetProperty("output").GetString());
        await LogSaysAsync($"warn: DtnBox.FunctionsHost.Engine.OrchestratorInvoker[1250] Instance {id}: orchestrator GarbageTurn failed: ", reason);
    }

    [Theory]
    [InlineData("same id twice", "\"done\"")]
    [InlineData("descending ids", "\"done\"")]
    [InlineData("completed twice", "\"first\"")]
    public async Task Orchestrator_NumbersItsActionsStrangely_IsTakenAtItsWord(string kind, string result)
        => Assert.Equal(result, await Client.ResultAsync(await Client.StartAsync("GarbageTurn", kind)));

    [Fact]
    public async Task Orchestrator_AsksForAnUnknownAction_Fails()
    {
        JsonElement status = await Client.EndsAsync(await Client.StartAsync("GarbageTurn", "unknown action"));
        Assert.Equal("System.NotSupportedException: Action None is not supported.", status.GetProperty("output").GetString());
    }

    [Fact]
    public async Task Activity_AnswersWithTenMegabytes_ResultIsWhole()
    {
        const int size = 10_000_000;
        string id = await Client.StartAsync("CallWith", new object[] { "Large", size });
        Assert.Equal(size + 2, (await Client.ResultAsync(id)).Length);
    }

    private Task LogSaysAsync(string line, string reason)
        => Eventually.ThatAsync(
            () => shared.Host.Output.Split('\n').Any(
                text => text.Contains(line, StringComparison.Ordinal) && text.Contains(reason, StringComparison.Ordinal)),
            TimeSpan.FromSeconds(30), $"the log says '{line}' with '{reason}'");
}
