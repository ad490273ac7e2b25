using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class HistoryTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task History_OneOfEachAction_TellsThemInOrder()
    {
        string id = await Client.StartAsync("Everything", 0);
        await Client.EndsAsync(id);

        JsonElement[] history = await Client.HistoryAsync(id, withOutput: true);

        Assert.Equal(
            [
                "ExecutionStarted", "TaskCompleted", "TimerCreated", "TimerFired", "SubOrchestrationInstanceCompleted",
                "EventSent", "EventRaised", "ExecutionCompleted",
            ],
            history.Select(Reading.Type));
        Assert.Equal(("Everything", "Echo", "WhoAmI"),
            (history[0].Text("FunctionName"), history[1].Text("FunctionName"), history[4].Text("FunctionName")));
        Assert.Equal(history[2].Time("FireAt"), history[3].Time("FireAt"));
        Assert.Equal(("note", id), (history[5].Text("Name"), history[5].Text("InstanceId")));
        Assert.Equal(("note", "to myself"), (history[6].Text("Name"), history[6].Text("Input")));
        Assert.Equal(("Completed", "to myself"), (history[7].Text("OrchestrationStatus"), history[7].Text("Result")));
    }

    [Fact]
    public async Task History_Times_NeverGoBack()
    {
        string id = await Client.StartAsync("Everything", 0);
        await Client.EndsAsync(id);

        JsonElement[] history = await Client.HistoryAsync(id);

        DateTimeOffset[] times = [.. history.Select(item => item.Time())];
        Assert.Equal(times.Order(), times);
        Assert.All(
            history.Where(item => item.Type() is "TaskCompleted" or "SubOrchestrationInstanceCompleted"),
            item => Assert.True(item.Time("ScheduledTime") <= item.Time()));
        Assert.True(history[3].Time() >= history[3].Time("FireAt"));
    }

    [Fact]
    public async Task History_CallThatHasNotEnded_StandsWhereItWasMade()
    {
        string id = await Client.StartAsync("FirstOf", "never opened");
        Assert.Equal("\"quick\"", await Client.ResultAsync(id));

        JsonElement[] history = await Client.HistoryAsync(id);

        Assert.Equal(["ExecutionStarted", "TaskScheduled", "TaskCompleted", "ExecutionCompleted"], history.Select(Reading.Type));
        Assert.Equal(("Gate", "Echo"), (history[1].Text("Name"), history[2].Text("FunctionName")));
    }

    [Fact]
    public async Task History_WithoutOutput_HasNoResults()
    {
        string id = await Client.StartAsync("Steps", 2);
        await Client.EndsAsync(id);

        Assert.All(await Client.HistoryAsync(id), item => Assert.False(item.TryGetProperty("Result", out _)));
        Assert.Equal(3, (await Client.HistoryAsync(id, withOutput: true)).Count(item => item.TryGetProperty("Result", out _)));
    }

    [Fact]
    public async Task History_SuspendedResumedTerminated_TellsTheReasons()
    {
        string id = await Client.StartAsync("Collect", 1);
        await Client.BecomesAsync(id, "Running");
        await Client.PostAsync(id, "suspend?reason=lunch");
        await Client.BecomesAsync(id, "Suspended");
        await Client.PostAsync(id, "resume?reason=fed");
        await Client.BecomesAsync(id, "Running");
        await Client.PostAsync(id, "terminate?reason=home");
        await Client.EndsAsync(id);

        JsonElement[] history = await Client.HistoryAsync(id);

        Assert.Equal(
            ["ExecutionStarted", "ExecutionSuspended", "ExecutionResumed", "ExecutionTerminated", "ExecutionCompleted"],
            history.Select(Reading.Type));
        Assert.Equal(("lunch", "fed", "home", "Terminated"),
            (history[1].Text("Reason"), history[2].Text("Reason"), history[3].Text("Input"), history[4].Text("OrchestrationStatus")));
    }
}
