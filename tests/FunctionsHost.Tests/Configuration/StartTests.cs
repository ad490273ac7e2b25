using System.Net;
using System.Net.Sockets;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Configuration;

/// <summary>Faults that show only when the host runs: it says what is wrong, leaves nothing behind and ends with 1.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Host_WithAHubNameThatStorageRefuses_SaysSo()
    {
        _app.Settings[BuiltFunctionsApp.HubNameSetting] = "no good!";
        await SaysAsync("'no good!' should contain only alphanumeric characters");
    }

    [Fact]
    public async Task Host_WithATimerThatHasNoSchedule_NamesTheFunction()
    {
        _app.Settings.Remove("TickSchedule");
        await SaysAsync("TickSchedule");
    }

    [Fact]
    public async Task Host_WithoutStorage_SaysWhatToWrite()
    {
        _app.Settings.Remove("AzureWebJobsStorage");
        await SaysAsync("settings: AzureWebJobsStorage names no storage account that answers: Value cannot be null");
    }

    [Fact]
    public async Task Host_WhoseStorageDoesNotAnswer_NamesTheSetting()
    {
        _app.Settings["AzureWebJobsStorage"] =
            "DefaultEndpointsProtocol=http;AccountName=nobody;AccountKey=bm9ib2R5;BlobEndpoint=http://127.0.0.1:9/nobody;"
            + "QueueEndpoint=http://127.0.0.1:9/nobody;TableEndpoint=http://127.0.0.1:9/nobody;";
        await SaysAsync("settings: AzureWebJobsStorage names no storage account that answers: Connection refused (127.0.0.1:9)");
    }

    [Fact]
    public async Task Host_WhoseWorkerEndsAtOnce_ShowsItsOutput()
    {
        _app.Settings["TESTAPP_FAILS"] = "a reason to fail";
        FunctionsHostProcess host = await SaysAsync("before it was ready");
        await host.SeesAsync("a reason to fail");
    }

    [Fact]
    public async Task Host_OnAPortInUse_SaysSo()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await SaysAsync($"--port cannot be listened on: Failed to bind to address http://127.0.0.1:{port}", "--port", $"{port}");
    }

    private async Task<FunctionsHostProcess> SaysAsync(string text, params string[] arguments)
    {
        _app.Save();
        await using FunctionsHostProcess host = FunctionsHostProcess.Launch(_app, arguments);
        Assert.Equal(1, await host.ExitAsync());
        await host.SeesAsync(text);
        return host;
    }
}
