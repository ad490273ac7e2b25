using DtnBox.Cli.Tests.Simulation;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.Hub;

/// <summary>Which host, which key, and what is said when it does not answer as hoped.</summary>
public sealed class HubConnectionTests : IAsyncLifetime
{
    private const string Key = "top secret/key==";

    private static readonly string Instance =
        """{"name":"Copy","instanceId":"a1","runtimeStatus":"Completed","createdTime":"2026-11-23T01:02:03Z","lastUpdatedTime":"2026-11-23T01:02:04Z","historyEvents":[]}""";

    private HubSimulator _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubSimulator.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("hub list")]
    [InlineData("hub list --json")]
    [InlineData("hub show a1")]
    [InlineData("hub show a1 --json")]
    [InlineData("hub history a1")]
    [InlineData("hub raise a1 go 1")]
    [InlineData("hub terminate a1 --reason r")]
    [InlineData("hub suspend a1")]
    [InlineData("hub resume a1 --json")]
    [InlineData("hub rewind a1 --reason r")]
    [InlineData("hub restart a1")]
    [InlineData("hub restart a1 --same-id --json")]
    [InlineData("hub purge a1")]
    [InlineData("hub purge --created-before 1d --yes")]
    [InlineData("hub show nobody")]
    public async Task Run_WithAKey_SendsItInTheHeaderAndShowsItNowhere(string verb)
    {
        _hub.On("GET instances/a1", Instance);
        _hub.OnHistory("a1", Instance);
        _hub.On("GET instances/?showInput=false&top=51", $"[{Instance}]");
        // The real answer to restart is full of addresses with the key in them.
        string restarted = $$"""{"id":"a2","statusQueryGetUri":"https://app/instances/a2?code={{Key}}","terminatePostUri":"https://app/instances/a2/terminate?code={{Key}}"}""";
        _hub.On("POST instances/a1/restart?restartWithNewInstanceId=true", restarted, 202);
        _hub.On("POST instances/a1/restart?restartWithNewInstanceId=false", restarted, 202);
        CommandLine line = _hub.CommandLine();
        line.Environment["DTNBOX_SYSTEM_KEY"] = Key;
        Outcome outcome = await line.RunAsync(verb);
        Assert.NotEmpty(_hub.Requests);
        Assert.All(_hub.Requests, request =>
        {
            Assert.Equal(Key, request.Key);
            Assert.DoesNotContain("secret", request.Target, StringComparison.Ordinal);
            Assert.DoesNotContain("code=", request.Target, StringComparison.Ordinal);
            Assert.StartsWith(HubSimulator.Base, request.Target, StringComparison.Ordinal);
        });
        Assert.DoesNotContain("secret", outcome.Out + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithoutAKey_SendsNone()
    {
        _hub.On("GET instances/a1", Instance);
        Outcome outcome = await _hub.CommandLine().RunAsync("hub show a1");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Empty(_hub.Requests.Single().Key);
    }

    [Fact]
    public async Task Run_KeyFile_WinsOverTheEnvironment()
    {
        _hub.On("GET instances/a1", Instance);
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "from-file\n", TestContext.Current.CancellationToken);
        CommandLine line = _hub.CommandLine();
        line.Environment["DTNBOX_SYSTEM_KEY"] = Key;
        await line.RunAsync($"hub show a1 --key-file {file}");
        File.Delete(file);
        Assert.Equal("from-file", _hub.Requests.Single().Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("runtime/webhooks/durabletask")]
    [InlineData("runtime/webhooks/durabletask/")]
    public async Task Run_HostOption_WinsOverTheEnvironment(string path)
    {
        _hub.On("GET instances/a1", Instance);
        CommandLine line = _hub.CommandLine();
        line.Environment["DTNBOX_HUB"] = "http://127.0.0.1:1";
        Assert.Equal(ExitCodes.Ok, (await line.RunAsync($"hub show a1 --host {_hub.Address}{path}")).ExitCode);
    }

    [Theory]
    [InlineData("--host app.example", "is not the address of a Functions host")]
    [InlineData("--host https://app.example/?code=s3cret", "the key goes into DTNBOX_SYSTEM_KEY")]
    [InlineData("--host https://user:s3cret@app.example", "the key goes into DTNBOX_SYSTEM_KEY")]
    [InlineData("--key-file /nowhere/at/all", "The key file cannot be read")]
    public async Task Run_SettingsThatCannotBe_AreUsageFaultsThatRepeatNoSecret(string option, string fault)
    {
        Outcome outcome = await _hub.CommandLine().RunAsync($"hub list {option}");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains(fault, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_KeyWithALineBreak_IsAUsageFaultThatDoesNotRepeatIt()
    {
        CommandLine line = _hub.CommandLine();
        line.Environment["DTNBOX_SYSTEM_KEY"] = "s3cret\nmore";
        Outcome outcome = await line.RunAsync("hub list");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.DoesNotContain("s3cret", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, ExitCodes.Usage, "answered 400 Bad Request\n  It is so.")]
    [InlineData(401, ExitCodes.Denied, "asks for a system key\n  Next: put the app's system key durabletask_extension into DTNBOX_SYSTEM_KEY")]
    [InlineData(403, ExitCodes.Denied, "does not allow this\n  Next: it takes the app's system key durabletask_extension, not a function's.")]
    [InlineData(404, ExitCodes.NotFound, "There is no instance 'a1'\n  Next: look for it with: dtnbox hub list. Check --host and --task-hub.")]
    [InlineData(410, ExitCodes.Conflict, "The instance 'a1' has ended\n  Next: see how with: dtnbox hub show a1")]
    [InlineData(500, ExitCodes.Failed, "answered 500 Internal Server Error\n  It is so.")]
    [InlineData(501, ExitCodes.Failed, "does not offer this")]
    [InlineData(503, ExitCodes.Unreachable, "The Functions host is not ready")]
    [InlineData(302, ExitCodes.Unreachable, "points elsewhere")]
    public async Task Run_HostRefuses_NamesCauseAndFix(int status, int exitCode, string words)
    {
        _hub.On("POST instances/a1/resume", """{"Message":"It is so."}""", status);
        Outcome outcome = await _hub.CommandLine().RunAsync("hub resume a1");
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Out);
    }

    [Fact]
    public async Task Run_HostRefusesTheKey_SaysThat()
    {
        _hub.On("GET instances/a1", 401);
        CommandLine line = _hub.CommandLine();
        line.Environment["DTNBOX_SYSTEM_KEY"] = "wrong";
        Outcome outcome = await line.RunAsync("hub show a1");
        Assert.Equal(ExitCodes.Denied, outcome.ExitCode);
        Assert.Contains("does not accept this key", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Redirected_TakesTheKeyNowhere()
    {
        await using HubSimulator other = await HubSimulator.StartAsync();
        _hub.On("GET instances/a1", _ => Results.Redirect($"{other.Address}elsewhere"));
        CommandLine line = _hub.CommandLine();
        line.Environment["DTNBOX_SYSTEM_KEY"] = Key;
        Assert.Equal(ExitCodes.Unreachable, (await line.RunAsync("hub show a1")).ExitCode);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("\"a string\"")]
    public async Task Run_SomethingElseAnswers_SaysSo(string body)
    {
        _hub.On("GET instances/?showInput=false&top=51", body);
        Outcome outcome = await _hub.CommandLine().RunAsync("hub list --json");
        Assert.Equal(ExitCodes.Unreachable, outcome.ExitCode);
        Assert.Contains("is not the management API of a Functions host", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Out);
    }

    [Fact]
    public async Task Run_NobodyListens_IsUnreachable()
    {
        Outcome outcome = await _hub.CommandLine().RunAsync("hub list --host http://127.0.0.1:1");
        Assert.Equal(ExitCodes.Unreachable, outcome.ExitCode);
        Assert.Contains("The Functions host at http://127.0.0.1:1/ cannot be reached", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Check --host or DTNBOX_HUB.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ConnectionBreaks_IsUnreachable()
    {
        _hub.On("GET instances/a1", _ => null);
        Assert.Equal(ExitCodes.Unreachable, (await _hub.CommandLine().RunAsync("hub show a1")).ExitCode);
    }
}
