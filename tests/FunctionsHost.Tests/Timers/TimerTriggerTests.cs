using System.Text.Json;
using DtnBox.FunctionsHost.Tests.Support;

namespace DtnBox.FunctionsHost.Tests.Timers;

public sealed class TimerTriggerTests : IDisposable
{
    private readonly TestAppFolder app = new(TestStorage.NewHubName());

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Timer_WithItsScheduleInASetting_RunsAgainAndAgainWithTheDocumentedData()
    {
        app.AddFunction("Tick", new { type = "timerTrigger", direction = "in", name = "timer", schedule = "%TICKS%" });
        app.Settings["TICKS"] = "*/1 * * * * *";
        app.Save();
        await using HostProcess host = await HostProcess.StartAsync(app);
        await Eventually.BeAsync("three runs", () => app.ReadJournal().Length >= 3);
        using JsonDocument data = JsonDocument.Parse(app.ReadJournal()[0]);
        Assert.Equal(JsonValueKind.False, data.RootElement.GetProperty("IsPastDue").ValueKind);
        Assert.True(data.RootElement.GetProperty("Schedule").GetProperty("AdjustForDST").GetBoolean());
        JsonElement status = data.RootElement.GetProperty("ScheduleStatus");
        Assert.Equal(
            TimeSpan.FromSeconds(1),
            status.GetProperty("Next").GetDateTimeOffset() - status.GetProperty("Last").GetDateTimeOffset());
    }
}
