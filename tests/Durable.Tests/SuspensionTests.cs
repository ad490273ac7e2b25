using System.Net;
using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class SuspensionTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task Suspend_EventsMeanwhile_AreTakenAfterResuming()
    {
        string id = await SuspendedAsync("Collect", 2);
        await Client.RaiseAsync(id, "item", "a");
        await Client.RaiseAsync(id, "item", "b");
        await Client.HasInHistoryAsync(id, "EventRaised", 2);
        Assert.Equal(0, (await Client.FindAsync(id))!.Value.GetProperty("customStatus").GetInt32());
        await Client.PostAsync(id, "resume");

        Assert.Equal(["a", "b"], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Suspend_ResultsMeanwhile_AreTakenAfterResuming()
    {
        string gate = Reading.NewId();
        string id = await SuspendedAsync("CallByName", new { name = "Gate", input = gate });
        shared.App.Open(gate);
        await Client.HasInHistoryAsync(id, "TaskCompleted");
        Assert.Equal("Suspended", (await Client.FindAsync(id))!.Value.Status());
        await Client.PostAsync(id, "resume");

        Assert.Equal(gate, await Client.ResultAsync<string>(id));
    }

    [Fact]
    public async Task Suspend_Status_TellsTheReasonUntilResumed()
    {
        string id = await Client.StartAsync("Collect", 1);
        await Client.PostAsync(id, "suspend?reason=lunch");
        Assert.Equal("lunch", (await Client.BecomesAsync(id, "Suspended")).Output());
        await Client.PostAsync(id, "resume?reason=fed");
        await Client.BecomesAsync(id, "Running");
        await Client.RaiseAsync(id, "item", "a");

        Assert.Equal(["a"], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Suspend_Twice_OneResumeIsEnough()
    {
        string id = await SuspendedAsync("Collect", 1);
        await Client.PostAsync(id, "suspend?reason=again");
        await Client.HasInHistoryAsync(id, "ExecutionSuspended", 2);
        await Client.RaiseAsync(id, "item", "a");
        await Client.PostAsync(id, "resume");

        Assert.Equal(["a"], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Resume_NotSuspended_ChangesNothing()
    {
        string id = await Client.StartAsync("Collect", 1);
        await Client.BecomesAsync(id, "Running");
        await Client.PostAsync(id, "resume");
        await Client.RaiseAsync(id, "item", "a");

        Assert.Equal(["a"], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Suspend_BeforeTheFirstTurn_StartsOnlyAfterResuming()
    {
        string id = Reading.NewId();
        Task<string> start = Client.StartAsync("Steps", 1, id);
        await start;
        await Client.PostAsync(id, "suspend");
        await Client.PostAsync(id, "resume");

        Assert.Equal([0], await Client.ResultAsync<List<int>>(id));
    }

    [Fact]
    public async Task Terminate_WhileSuspended_EndsWithTheReason()
    {
        string id = await SuspendedAsync("Collect", 1);
        await Client.PostAsync(id, "terminate?reason=no%20more%20money");

        JsonElement ended = await Client.EndsAsync(id);
        Assert.Equal(("Terminated", "no more money"), (ended.Status(), ended.Output()));
    }

    [Fact]
    public async Task Terminate_ActivityStillRuns_ItsLateResultIsDropped()
    {
        string gate = Reading.NewId();
        string id = await Client.StartAsync("CallByName", new { name = "Gate", input = gate });
        await Client.HasInHistoryAsync(id, "TaskScheduled");
        await Client.PostAsync(id, "terminate?reason=enough");
        JsonElement ended = await Client.EndsAsync(id);
        shared.App.Open(gate);

        // The same id again: it must not get what its predecessor had asked for.
        string later = await Client.StartAsync("CallByName", new { name = "Echo", input = "new" }, id);
        Assert.Equal("enough", ended.Output());
        Assert.Equal("new", await Client.ResultAsync<string>(later));
        Assert.Single(await Client.HistoryAsync(id), item => item.Type() == "TaskCompleted");
    }

    [Theory]
    [InlineData("terminate")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("raiseEvent/item")]
    public async Task Command_ForAnEndedInstance_IsGone(string command)
    {
        string id = await Client.StartAsync("Collect", 0);
        await Client.EndsAsync(id);

        using HttpResponseMessage answer = await CommandAsync(id, command);
        using HttpResponseMessage unknown = await CommandAsync(Reading.NewId(), command);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.NotFound), (answer.StatusCode, unknown.StatusCode));
    }

    private Task<HttpResponseMessage> CommandAsync(string id, string command)
        => command == "raiseEvent/item" ? Client.TryRaiseAsync(id, "item", 1) : Client.PostAsync(id, command);

    private async Task<string> SuspendedAsync(string name, object input)
    {
        string id = await Client.StartAsync(name, input);
        await Client.BecomesAsync(id, "Running");
        await Client.PostAsync(id, "suspend");
        await Client.BecomesAsync(id, "Suspended");
        return id;
    }
}
