using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class EventTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task Events_BeforeTheWait_ComeOldestFirst()
    {
        string id = await Client.StartAsync("Collect", 10);
        string[] items = [.. Enumerable.Range(0, 10).Select(i => $"item {i}")];
        foreach (string item in items)
        {
            // Right after the start, so that some come while the instance is still Pending.
            await Client.RaiseAsync(id, "item", item);
        }

        Assert.Equal(items, await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Events_NamesInAnotherCase_AreTheSame()
    {
        string id = await Client.StartAsync("Collect", 2);
        await Client.RaiseAsync(id, "ITEM", "a");
        await Client.RaiseAsync(id, "iTeM", "b");

        Assert.Equal(["a", "b"], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Events_NobodyWaitsForThem_DoNoHarm()
    {
        string id = await Client.StartAsync("Collect", 1);
        await Client.RaiseAsync(id, "other", "x");
        await Client.RaiseAsync(id, "item", "a");

        Assert.Equal(["a"], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Wait_TwoForOneName_TheNewerIsServedFirst()
    {
        string id = await Client.StartAsync("TwoWaiters", 0);
        await Client.HasCustomStatusAsync(id, "\"waiting\"");
        await Client.RaiseAsync(id, "item", "first");
        await Client.RaiseAsync(id, "item", "second");

        Assert.Equal(["second", "first"], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Wait_EventInTime_CancelsTheTimer()
    {
        string id = await Client.StartAsync("WaitShortly", 3600);
        await Client.RaiseAsync(id, "item", "in time");
        await Client.RaiseAsync(id, "item", "next");

        Assert.Equal(["in time", "next"], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Wait_NoEventInTime_LeavesTheEventToTheNextWait()
    {
        string id = await Client.StartAsync("WaitShortly", 0.2);
        await Client.HasCustomStatusAsync(id, "\"none\"");
        await Client.RaiseAsync(id, "item", "late");

        Assert.Equal(["none", "late"], await Client.ResultAsync<string[]>(id));
    }

    [Theory]
    [InlineData("EventRaised", "TimerFired")]
    [InlineData("TimerFired", "EventRaised")]
    public async Task Race_BothInOneTurn_TheEarlierInHistoryWins(string first, string second)
    {
        string id = await Client.StartAsync("Race", 0);
        await Client.HasInHistoryAsync(id, "TimerCreated");
        await Client.PostAsync(id, "suspend");
        foreach (string type in (string[])[first, second])
        {
            if (type == "EventRaised")
            {
                await Client.RaiseAsync(id, "item", "x");
            }

            await Client.HasInHistoryAsync(id, type);
        }

        JsonElement[] history = await Client.HistoryAsync(id);
        await Client.PostAsync(id, "resume");

        // A slow machine may have let the timer fire before the event was raised: what counts is what was written down.
        string winner = history.First(item => item.Type() is "EventRaised" or "TimerFired").Type();
        Assert.Equal(winner == "EventRaised" ? "event" : "timer", await Client.ResultAsync<string>(id));
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_ArrivesInOrder()
    {
        string target = await Client.StartAsync("Collect", 2);
        await Client.RunAsync<string>("SendItems", target);

        Assert.Equal(["one", "two"], await Client.ResultAsync<string[]>(target));
    }

    [Fact]
    public async Task SendEvent_ToItself_Arrives()
        => Assert.Equal("my own", await Client.RunAsync<string>("TalkToItself"));

    [Fact]
    public async Task SendEvent_ToNobody_IsDropped()
    {
        string nobody = Reading.NewId();
        Assert.Equal("sent", await Client.RunAsync<string>("SendItems", nobody));

        Assert.Null(await Client.FindAsync(nobody));
        string later = await Client.StartAsync("Collect", 1, nobody);
        await Client.HasCustomStatusAsync(later, "0");
    }

    [Fact]
    public async Task SendEvent_ToAnEndedInstance_IsDropped()
    {
        string ended = await Client.StartAsync("Collect", 0);
        await Client.ResultAsync(ended);
        Assert.Equal("sent", await Client.RunAsync<string>("SendItems", ended));

        JsonElement status = (await Client.FindAsync(ended))!.Value;
        Assert.Equal(("Completed", 0), (status.Status(), status.GetProperty("output").GetArrayLength()));
        Assert.DoesNotContain("EventRaised", (await Client.HistoryAsync(ended)).Select(Reading.Type));
    }
}
