using DtnBox.Cli.Tests.Simulation;

namespace DtnBox.Cli.Tests.Hub;

public sealed class HubPurgeTests : IAsyncLifetime
{
    private const string Many = "DELETE instances/?runtimeStatus=Completed%2CFailed%2CTerminated%2CCanceled"
        + "&createdTimeFrom=1970-01-01T00%3A00%3A00.0000000Z&createdTimeTo=2026-11-01T00%3A00%3A00.0000000Z";

    private HubSimulator _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubSimulator.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Purge_OneThatEnded_DeletesIt()
    {
        _hub.On("GET instances/a1", Instance("Failed"));
        _hub.On("DELETE instances/a1", """{"instancesDeleted":1}""");
        Outcome outcome = await _hub.CommandLine().RunAsync("hub purge a1");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal("Deleted 1 instance.", outcome.Out);
    }

    [Fact]
    public async Task Purge_OneThatRuns_LeavesItAloneWhateverTheHostWouldDo()
    {
        _hub.On("GET instances/a1", Instance("Running"), 202);
        _hub.On("DELETE instances/a1", """{"instancesDeleted":1}""");
        Outcome outcome = await _hub.CommandLine().RunAsync("hub purge a1");
        Assert.Equal(ExitCodes.Conflict, outcome.ExitCode);
        Assert.Contains("has not ended\n  Next: end it first, with: dtnbox hub terminate a1", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_hub.Requests, request => request.What.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task Purge_HostSaysItHasNotEnded_IsAConflict(int status)
    {
        // It was started anew between the look and the order.
        _hub.On("GET instances/a1", Instance("Completed"));
        _hub.On("DELETE instances/a1", status);
        Outcome outcome = await _hub.CommandLine().RunAsync("hub purge a1");
        Assert.Equal(ExitCodes.Conflict, outcome.ExitCode);
        Assert.Contains("The instance 'a1' has not ended", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purge_Unknown_IsNotFound()
        => Assert.Equal(ExitCodes.NotFound, (await _hub.CommandLine().RunAsync("hub purge nobody")).ExitCode);

    [Theory]
    [InlineData("--yes", "Deleted 12 instances.")]
    [InlineData("--yes --json", "{\n  \"instancesDeleted\": 12\n}")]
    public async Task Purge_Many_NamesTheEndedStatesAndTellsHowMany(string options, string words)
    {
        _hub.On(Many, """{"instancesDeleted":12}""");
        Outcome outcome = await _hub.CommandLine().RunAsync($"hub purge --created-before 2026-11-01 {options}");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(words, outcome.Out);
    }

    [Fact]
    public async Task Purge_NoneMatch_DeletesNone()
    {
        // The API answers with 404.
        Outcome outcome = await _hub.CommandLine().RunAsync(
            "hub purge --created-before 2026-11-01 --created-after 2026-10-01 --status completed --yes");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal("Deleted 0 instances.", outcome.Out);
        Assert.Equal(
            "DELETE instances/?runtimeStatus=Completed&createdTimeFrom=2026-10-01T00%3A00%3A00.0000000Z"
                + "&createdTimeTo=2026-11-01T00%3A00%3A00.0000000Z",
            _hub.Requests.Single().What);
    }

    [Theory]
    [InlineData("y\n", "Deleted 12 instances.")]
    [InlineData("\n", "")]
    [InlineData("", "")]
    public async Task Purge_ManyAtATerminal_AsksBefore(string answer, string words)
    {
        _hub.On(Many, """{"instancesDeleted":12}""");
        CommandLine line = _hub.CommandLine();
        line.CanAsk = true;
        line.Input = answer;
        Outcome outcome = await line.RunAsync("hub purge --created-before 2026-11-01");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal(words, outcome.Out);
        Assert.StartsWith(
            "Delete all instances that are Completed or Failed or Terminated or Canceled and were created before 2026-11-01 00:00:00 UTC at http://127.0.0.1:",
            outcome.Error,
            StringComparison.Ordinal);
        Assert.Equal(words.Length == 0, outcome.Error.EndsWith("Nothing was deleted.", StringComparison.Ordinal));
        Assert.Equal(words.Length == 0, _hub.Requests.IsEmpty);
    }

    [Theory]
    [InlineData("hub purge --created-before 1d", "add --yes")]
    [InlineData("hub purge", "--created-before for many")]
    [InlineData("hub purge --created-after 1d --yes", "--created-before for many")]
    [InlineData("hub purge a1 --created-before 1d --yes", "give one or the other")]
    [InlineData("hub purge --created-before 1d --status Running --yes", "'Running' is not one of Completed")]
    [InlineData("hub purge ..", "is not an instance id")]
    public async Task Purge_LineThatCannotBe_DeletesNothing(string line, string fault)
    {
        Outcome outcome = await _hub.CommandLine().RunAsync(line);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains(fault, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_hub.Requests);
    }

    private static string Instance(string status) => $$"""{"name":"Copy","instanceId":"a1","runtimeStatus":"{{status}}"}""";
}
