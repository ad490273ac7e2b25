using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class GenerationTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task ContinueAsNew_TwoHundredTimes_KeepsTheHistoryShort()
    {
        string id = await Client.StartAsync("Generations", new { number = 1, last = 200 });

        Assert.Equal(200, await Client.ResultAsync<int>(id));
        JsonElement[] history = await Client.HistoryAsync(id);
        Assert.Equal(["ExecutionStarted", "TaskCompleted", "ExecutionCompleted"], history.Select(Reading.Type));
        Assert.Equal(200, (await Client.FindAsync(id))!.Value.GetProperty("input").GetProperty("number").GetInt32());
    }

    [Fact]
    public async Task ContinueAsNew_EventsThatNobodyTook_ReachTheNextGeneration()
        => Assert.Equal(["a", "b", "c", "last"], await CarryOverAsync(preserve: true));

    [Fact]
    public async Task ContinueAsNew_WithoutPreserving_LosesThem()
        => Assert.Equal(["last"], await CarryOverAsync(preserve: false));

    [Fact]
    public async Task ContinueAsNew_LateResultOfTheFormerGeneration_IsDropped()
    {
        string[] gates = [Reading.NewId(), Reading.NewId()];
        string id = await Client.StartAsync("LateResult", gates);
        await Client.HasInHistoryAsync(id, "TaskScheduled");
        shared.App.Open(gates[0]);
        string other = await Client.StartAsync("CallByName", new { name = "Gate", input = gates[0] });
        await Client.ResultAsync(other);
        Assert.Equal("Running", (await Client.FindAsync(id))!.Value.Status());
        shared.App.Open(gates[1]);

        Assert.Equal(gates[1], await Client.ResultAsync<string>(id));
    }

    [Fact]
    public async Task ContinueAsNew_NewVersion_StaysWithTheLaterGenerations()
    {
        string id = await shared.Host.StartVersionAsync("NextVersion", Array.Empty<string>(), "1.0");

        Assert.Equal(["1.0", "2.0", "2.0"], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task ContinueAsNew_CustomStatus_IsThatOfTheGenerationBeforeUntilTheNextTurn()
    {
        string id = await Client.StartAsync("StatusOverGenerations", false);
        await Client.HasCustomStatusAsync(id, "\"from the first\"");
        await Client.PostAsync(id, "suspend");

        // As in the real host: a worker's answer without a status clears it, and the second generation never set one.
        await Client.HasCustomStatusAsync(id, "null");
    }

    private async Task<string[]> CarryOverAsync(bool preserve)
    {
        string id = await Client.StartAsync("CarryOver", new { preserve });
        foreach (string item in (string[])["a", "b", "c"])
        {
            await Client.RaiseAsync(id, "item", item);
        }

        await Client.HasInHistoryAsync(id, "EventRaised", 3);
        await Client.RaiseAsync<object?>(id, "next", null);
        // The new generation's history has none of the old one's events; preserved ones come again.
        await Eventually.ThatAsync(
            async () => (await Client.FindAsync(id))!.Value.GetProperty("input").TryGetProperty("isSecond", out _)
                && (await Client.HistoryAsync(id)).Count(item => item.Type() == "EventRaised") == (preserve ? 3 : 0),
            TimeSpan.FromSeconds(60), "the second generation runs", TestContext.Current.CancellationToken);
        await Client.RaiseAsync(id, "item", "last");
        return await Client.ResultAsync<string[]>(id);
    }
}
