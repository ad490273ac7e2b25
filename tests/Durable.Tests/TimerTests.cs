using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.DurableApp;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class TimerTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task Timer_LongerThanTheLongest_BecomesSeveral()
    {
        string id = await Client.StartAsync("Sleep", AppFunctions.LongestTimer.TotalSeconds * 1.5);

        Assert.Equal("woke", await Client.ResultAsync<string>(id));
        JsonElement[] timers = [.. (await Client.HistoryAsync(id)).Where(item => item.Type() == "TimerCreated")];
        Assert.Equal(2, timers.Length);
        Assert.True(timers[0].Time("FireAt") < timers[1].Time("FireAt"));
        Assert.True(timers[0].Time("FireAt") - timers[0].Time() <= AppFunctions.LongestTimer);
    }

    [Fact]
    public async Task Timer_InThePast_FiresAtOnce()
    {
        string id = await Client.StartAsync("Sleep", -3600.0);

        Assert.Equal("woke", await Client.ResultAsync<string>(id));
        JsonElement fired = (await Client.HistoryAsync(id)).Single(item => item.Type() == "TimerFired");
        Assert.True(fired.Time("FireAt") < fired.Time().AddMinutes(-50));
    }

    [Fact]
    public async Task Timer_Cancelled_DoesNotHoldTheEndUp()
        => Assert.Equal("worked on, timer Canceled", await Client.RunAsync<string>("CancelTimer"));

    [Fact]
    public async Task Timer_FiresWhileSuspended_WakesAfterResuming()
    {
        string id = await Client.StartAsync("Sleep", 0.5);
        await Client.HasInHistoryAsync(id, "TimerCreated");
        await Client.PostAsync(id, "suspend");
        await Client.HasInHistoryAsync(id, "TimerFired");
        await Client.PostAsync(id, "resume");

        Assert.Equal("woke", await Client.ResultAsync<string>(id));
    }
}
