using System.Text.Json;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Handler;

/// <summary>A handler that does not answer within functionTimeout is replaced, and that counts as no failure of it.</summary>
public sealed class HandlerHangTests : IAsyncLifetime
{
    private readonly TestAppFolder _app = new();
    private FunctionsHostProcess _host = null!;

    public async ValueTask InitializeAsync()
    {
        _app.Host["functionTimeout"] = "00:00:02";
        _app.Save();
        _host = await FunctionsHostProcess.StartAsync(_app, "--max-handler-failures", "1");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _app.Dispose();
    }

    [Fact]
    public async Task Activity_BeyondTheTimeout_FailsAndItsLateAnswerIsNone()
    {
        int handler = _host.HandlerId;
        string id = await _host.Orchestrations.StartAsync("CallWith", new object[] { "Hang", 4.0 });

        JsonElement status = await _host.Orchestrations.EndsAsync(id);

        Assert.Equal("Failed", status.GetProperty("runtimeStatus").GetString());
        Assert.Contains(
            "Functions.Hang <- Microsoft.Azure.WebJobs.Host.FunctionTimeoutException: "
            + "Timeout value of 00:00:02 was exceeded by function: Functions.Hang",
            status.GetProperty("output").GetString());
        await _host.SeesAsync("fail: DtnBox.FunctionsHost.Handler.HandlerClient[1121] Function Hang exceeded functionTimeout");
        await _host.SeesAsync($"warn: DtnBox.FunctionsHost.Engine.ActivityRunner[1220] Instance {id}: activity Hang failed");
        await AnswersAgainAsync(handler);
        Assert.Equal(["hang"], _app.ReadJournal());
    }

    [Fact]
    public async Task OrchestratorTurn_BeyondTheTimeout_IsDeliveredAgain()
    {
        int handler = _host.HandlerId;
        string id = await _host.Orchestrations.StartAsync("HangOnce", 0);

        Assert.Equal("\"second turn\"", await _host.Orchestrations.ResultAsync(id));

        await _host.SeesAsync("fail: DtnBox.FunctionsHost.Handler.HandlerClient[1121] Function HangOnce exceeded functionTimeout");
        await _host.SeesAsync($"warn: DtnBox.FunctionsHost.Engine.InstanceActor[1201] Instance {id}: Turn aborted");
        Assert.NotEqual(handler, _host.HandlerId);
    }

    [Fact]
    public async Task Handler_StoppedAsAWhole_IsReplaced()
    {
        int handler = _host.HandlerId;
        string id = await _host.Orchestrations.StartAsync("Call", "Hang");
        await Eventually.ThatAsync(() => _app.ReadJournal().Contains("hang"), TimeSpan.FromMinutes(1), "running activity");

        _host.PauseHandler();

        Assert.Contains(
            "FunctionTimeoutException", (await _host.Orchestrations.EndsAsync(id)).GetProperty("output").GetString());
        await AnswersAgainAsync(handler);
        Assert.False(FunctionsHostProcess.IsRunning(handler));
    }

    private async Task AnswersAgainAsync(int after)
    {
        await Eventually.ThatAsync(() => _host.HandlerId != after, TimeSpan.FromMinutes(1), "next handler");
        string id = await _host.Orchestrations.StartAsync("Echo", "back");
        Assert.Equal("\"back\"", await _host.Orchestrations.ResultAsync(id));
    }
}
