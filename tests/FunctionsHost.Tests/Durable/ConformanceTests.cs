using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Durable;

/// <summary>That the extension and the worker understand each other through this host. What they do is theirs.</summary>
public sealed class ConformanceTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Host.Orchestrations;

    [Theory]
    [InlineData("FanOut", "12", "12")]
    [InlineData("Chain", "3", "\"012\"")]
    [InlineData("Parent", "\"\"", "\"01\"")]
    [InlineData("Sleep", "0.5", "\"woke\"")]
    [InlineData("Counter", "3", "\"counted\"")]
    public async Task Orchestration_OfEachKind_GivesItsResult(string name, string input, string result)
        => Assert.Equal(result, await Client.ResultAsync(await Client.StartAsync(name, JsonDocument.Parse(input))));

    [Theory]
    [InlineData("""{"a":1.10,"at":"2026-11-30T10:00:00.1234567+01:00","big":12345678901234567890,"list":[1,[2]]}""")]
    [InlineData("[[1],2]")]
    [InlineData("\"a \\\"quoted\\\" text\"")]
    public async Task Activity_AnyJson_GoesThereAndBack(string json)
    {
        string id = await Client.StartAsync("RunActivity", new { name = "Echo", input = JsonDocument.Parse(json) });
        using JsonDocument result = JsonDocument.Parse(await Client.ResultAsync(id));
        using JsonDocument sent = JsonDocument.Parse(json);
        Assert.True(JsonElement.DeepEquals(sent.RootElement, result.RootElement), result.RootElement.GetRawText());
    }

    /// <summary>Run on Microsoft's host with the same outcome: a class-based activity has to be given something.</summary>
    [Fact]
    public async Task Activity_WithoutAnInput_Fails()
    {
        string id = await Client.StartAsync("RunActivity", new { name = "Echo", input = (string?)null });
        Assert.Contains("Activity input data was either missing", (await Client.EndsAsync(id)).GetProperty("output").GetString());
    }

    [Fact]
    public async Task Payload_LargerThanARow_ArrivesWhole()
    {
        string large = new('x', 200_000);
        string id = await Client.StartAsync("RunActivity", new { name = "Say", input = large });
        Assert.Equal($"\"{large}\"", await Client.ResultAsync(id));
    }

    [Fact]
    public async Task Events_BeforeAndAfterTheWait_AreTaken()
    {
        string id = await Client.StartAsync("EventWait", "");
        await Client.RaiseAsync(id, "second", "two");
        await Client.RaiseAsync(id, "first", "one");
        Assert.Equal("\"one two\"", await Client.ResultAsync(id));
    }

    [Fact]
    public async Task Activity_ThatFailsTwice_IsTriedAgain()
        => Assert.Equal("\"at last\"", await Client.ResultAsync(await Client.StartAsync("Retries", shared.App.NewMark().File)));

    [Fact]
    public async Task Failure_OfAnActivity_ReachesTheOrchestratorWithTypeAndMessage()
    {
        JsonElement status = await Client.EndsAsync(await Client.StartAsync("Fails", "x"));
        Assert.Equal("Failed", status.GetProperty("runtimeStatus").GetString());
        Assert.Contains("System.FormatException: Not yet: try again", status.GetProperty("output").GetString());
    }

    [Fact]
    public async Task CustomStatus_IsThatOfTheLastTurn()
    {
        string id = await Client.StartAsync("Chain", 2);
        Assert.Equal("01", (await Client.EndsAsync(id)).GetProperty("customStatus").GetString());
    }

    [Fact]
    public async Task Terminate_SuspendResumeAndPurge_DoWhatTheySay()
    {
        string id = await Client.StartAsync("EventWait", "");
        await Client.BecomesAsync(id, "Running");
        Assert.Equal(HttpStatusCode.Accepted, (await Client.PostAsync(id, "suspend")).StatusCode);
        await Client.BecomesAsync(id, "Suspended");
        Assert.Equal(HttpStatusCode.Accepted, (await Client.PostAsync(id, "resume")).StatusCode);
        await Client.BecomesAsync(id, "Running");
        Assert.Equal(HttpStatusCode.Accepted, (await Client.PostAsync(id, "terminate?reason=enough")).StatusCode);
        Assert.Equal("enough", (await Client.BecomesAsync(id, "Terminated")).GetProperty("output").GetString());
        Assert.Equal(HttpStatusCode.OK, (await Client.PurgeAsync(id)).StatusCode);
        Assert.Null(await Client.FindAsync(id));
    }

    [Fact]
    public async Task Client_OfAFunction_StartsAnOrchestration()
    {
        string id = Guid.NewGuid().ToString();
        using HttpResponseMessage started = await shared.Host.Http.PostAsJsonAsync($"start/EventWait/{id}", "hello");
        Assert.Equal(id, await started.Content.ReadAsStringAsync());
        Assert.Equal("hello", (await Client.BecomesAsync(id, "Running")).GetProperty("input").GetString());
    }

    [Fact]
    public Task Timer_OnItsSchedule_RunsWithAClient() => shared.Host.SeesAsync("Tick, past due False, status False, found False");
}
