using DtnBox.Cli.Tests.Hub;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Tests.Transfers;

public sealed class RepeatVerbTests : IAsyncLifetime
{
    private readonly StoppedClock _time = new(Samples.At);
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Again_ATransfer_AsksForANewOneUnderTheKey()
    {
        _api.On("POST transfers/t0/run-again", Samples.Transfer, status: 201);
        Outcome outcome = await RunAsync("transfer again t0 --idempotency-key k1");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains("dtnbox transfer watch t1", outcome.Out, StringComparison.Ordinal);
        Assert.Equal("k1", Assert.Single(_api.Requests).IdempotencyKey);
    }

    [Fact]
    public async Task Retry_ATransfer_AsksForWhatFailed()
    {
        _api.On("POST transfers/t1/restart", Samples.Transfer, status: 202);
        Outcome outcome = await RunAsync("transfer retry t1");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal("""{"only":"Failed"}""", Assert.Single(_api.Requests).Body?.GetRawText());
    }

    [Fact]
    public async Task Retry_NothingFailed_ExitsWithConflict()
    {
        _api.OnProblem("POST transfers/t1/restart", 409, "Nothing failed", "No object has failed.", "Restart it.");
        Assert.Equal(ExitCodes.Conflict, (await RunAsync("transfer retry t1")).ExitCode);
    }

    [Theory]
    [InlineData("12h", """{"deadline":"2026-11-23T13:02:03+00:00"}""")]
    [InlineData("2026-12-01T06:00+01:00", """{"deadline":"2026-12-01T05:00:00+00:00"}""")]
    [InlineData("off", "{}")]
    public async Task Deadline_InAnyForm_IsSent(string text, string body)
    {
        _api.On("PUT transfers/t1/deadline", Samples.Transfer);
        Assert.Equal(ExitCodes.Ok, (await RunAsync($"transfer deadline t1 {text}")).ExitCode);
        Assert.Equal(body, Assert.Single(_api.Requests).Body?.GetRawText());
    }

    [Fact]
    public async Task Deadline_OfATransferThatFailed_TellsHowToGoOn()
    {
        _api.On("PUT transfers/t1/deadline", Samples.Ended(TransferState.Failed));
        Assert.Contains("dtnbox transfer restart t1", (await RunAsync("transfer deadline t1 1h")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadline_NotATime_IsAMistake()
    {
        Outcome outcome = await RunAsync("transfer deadline t1 soon");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("'soon' is not a time", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_api.Requests);
    }

    [Fact]
    public async Task Start_WithADeadline_SendsAndShowsIt()
    {
        DateTimeOffset deadline = Samples.At.AddMinutes(90);
        _api.On("POST transfers", Samples.Transfer with { Settings = new TransferSettings(Deadline: deadline) }, status: 201);
        Outcome outcome = await RunAsync("transfer start site-a:a/ site-b:b/ --deadline 90m");
        Assert.Contains("  Deadline  2026-11-23 02:32:03 UTC\n", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(
            deadline, Assert.Single(_api.Requests).Body?.GetProperty("settings").GetProperty("deadline").GetDateTimeOffset());
    }

    private Task<Outcome> RunAsync(string line) => new CommandLine(_api) { Time = _time }.RunAsync(line);
}
