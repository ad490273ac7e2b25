using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Tests.Bandwidth;

public sealed class LimitVerbTests : IAsyncLifetime
{
    private static readonly BandwidthPlan Plan = new(
        50L << 20,
        "Europe/Berlin",
        [new([DayOfWeek.Monday, DayOfWeek.Tuesday], new TimeOnly(8, 0), new TimeOnly(18, 0), 10_000_000)]);

    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Limit_ATransferWithATimetable_SendsAndShowsThePlan()
    {
        _api.On("PUT transfers/t1/bandwidth", Samples.Transfer with { Settings = new TransferSettings(Bandwidth: Plan) });

        Outcome outcome = await new CommandLine(_api).RunAsync(
            "transfer limit t1 50MiB/s --window \"Mon-Tue 08:00-18:00=10MB/s\" --window 22:00-24:00=off --time-zone Europe/Berlin");

        Assert.Equal(
            """{"bytesPerSecond":52428800,"timeZone":"Europe/Berlin","windows":[{"days":["Monday","Tuesday"],"from":"08:00:00","to":"18:00:00","bytesPerSecond":10000000},{"from":"22:00:00","to":"00:00:00"}]}""",
            _api.Requests.Single().Body.ToString());
        Assert.Equal(
            "Bandwidth of t1: 50 MiB/s; Mon,Tue 08:00-18:00 10000000 B/s (Europe/Berlin)", outcome.Out);
    }

    [Fact]
    public async Task Limit_Off_RemovesTheCap()
    {
        _api.On("DELETE transfers/t1/bandwidth", Samples.Transfer);
        _api.On("DELETE nodes/site-a/bandwidth", Samples.Node);
        var line = new CommandLine(_api);

        Assert.Equal("Bandwidth of t1: no cap", (await line.RunAsync("transfer limit t1 off")).Out);
        Assert.Equal("Bandwidth of site-a: no cap", (await line.RunAsync("node limit site-a off")).Out);
    }

    [Fact]
    public async Task Limit_ANodeByAFile_SendsWhatIsInIt()
    {
        _api.On("PUT nodes/site-a/bandwidth", Samples.Node with { Bandwidth = new BandwidthPlan(125_000_000) });
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, """{"bytesPerSecond":125000000}""");

        Outcome outcome = await new CommandLine(_api).RunAsync(["node", "limit", "site-a", "--timetable", file]);

        Assert.Equal("""{"bytesPerSecond":125000000}""", _api.Requests.Single().Body.ToString());
        Assert.Equal("Bandwidth of site-a: 125000000 B/s", outcome.Out);
        File.Delete(file);
    }

    [Theory]
    [InlineData("transfer limit t1", "Say what to do")]
    [InlineData("transfer limit t1 fast", "'fast' is not a cap")]
    [InlineData("transfer limit t1 off --window never", "'never' is not a window")]
    [InlineData("transfer limit t1 off --window \"Foo 08:00-18:00=1MiB/s\"", "is not a window")]
    [InlineData("transfer limit t1 off --window 08:00=1MiB/s", "is not a window")]
    [InlineData("node limit site-a 1MiB/s --timetable x.json", "leave out the cap")]
    [InlineData("node limit site-a --timetable /nowhere/x.json", "is not a bandwidth plan")]
    public async Task Limit_WhatCannotBe_SaysHowToWriteIt(string line, string fault)
    {
        Outcome outcome = await new CommandLine(_api).RunAsync(line);

        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains(fault, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_api.Requests);
    }

    [Fact]
    public async Task Show_WhatIsCapped_SaysSo()
    {
        _api.On("GET transfers/t1", Samples.Transfer with { Settings = new TransferSettings(Bandwidth: Plan) });
        _api.On("GET nodes/site-a", Samples.Node with { Bandwidth = new BandwidthPlan(1 << 20) });
        var line = new CommandLine(_api);

        Assert.Contains("\n  Bandwidth 50 MiB/s; Mon,Tue 08", (await line.RunAsync("transfer show t1")).Out, StringComparison.Ordinal);
        Assert.Contains("\n  Cap      1 MiB/s\n", (await line.RunAsync("node show site-a")).Out, StringComparison.Ordinal);
    }
}
