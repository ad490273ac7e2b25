using System.Text.Json;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Timers;

public sealed class TimerTriggerTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Timer_WithItsScheduleInASetting_RunsAgainAndAgainWithTheDocumentedData()
    {
        _app.AddFunction("Tick", new { type = "timerTrigger", direction = "in", name = "timer", schedule = "%TICKS%" });
        _app.Settings["TICKS"] = "*/1 * * * * *";
        _app.Save();
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        await Eventually.ThatAsync(() => _app.ReadJournal().Length >= 3, TimeSpan.FromMinutes(1), "three runs");
        using JsonDocument data = JsonDocument.Parse(_app.ReadJournal()[0]);
        Assert.Equal(JsonValueKind.False, data.RootElement.GetProperty("IsPastDue").ValueKind);
        Assert.True(data.RootElement.GetProperty("Schedule").GetProperty("AdjustForDST").GetBoolean());
        JsonElement status = data.RootElement.GetProperty("ScheduleStatus");
        Assert.Equal(
            TimeSpan.FromSeconds(1),
            status.GetProperty("Next").GetDateTimeOffset() - status.GetProperty("Last").GetDateTimeOffset());
    }
}
