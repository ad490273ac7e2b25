using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Tests.Transfers;

public sealed class DryRunTests : IAsyncLifetime
{
    private readonly TransferView _ended = Samples.Ended(TransferState.Succeeded) with
    {
        Settings = new TransferSettings(TransferKind.DryRun),
        Totals = new TransferTotals(true, 22, 3L << 30, 2, 1 << 20, 0, 0, 0, 0, 0),
    };

    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Start_DryRun_WaitsAndShowsWhatWouldBeCopied()
    {
        _api.On("POST transfers", _ended with { State = TransferState.Queued }, 201);
        _api.On("GET transfers/t1", _ended);
        _api.On("GET transfers/t1/objects?limit=20", new Page<ObjectView>(
            [.. Enumerable.Range(0, 22).Select(i => new ObjectView($"run-7/{i}", 2048, ObjectState.Pending, null, null))], "9"));

        Outcome outcome = await new CommandLine(_api).RunAsync("transfer start site-a:results/run-7/ site-b:incoming --dry-run");

        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains(
            "\"kind\":\"DryRun\"", _api.Requests.First().Body.ToString()!, StringComparison.Ordinal);
        string[] lines = outcome.Out.Split('\n');
        Assert.Equal(
            "Dry run: 22 objects, 3.0 GiB would be copied to site-b:incoming/. Nothing was written or deleted.", lines[0]);
        Assert.Equal("  Skipped   2 objects, 1.0 MiB (SizeDiffers)", lines[1]);
        Assert.Equal("  copy       2.0 KiB  run-7/0", lines[2]);
        Assert.Equal((23, "  and more. See all with: dtnbox transfer objects t1"), (lines.Length, lines[^1]));
    }

    [Fact]
    public async Task Start_DryRunOfAListOfKeys_ShowsWhatTheSourceHasNot()
    {
        _api.On("POST transfers", _ended, 201);
        _api.On("GET transfers/t1", _ended);
        _api.On("GET transfers/t1/objects?limit=20", new Page<ObjectView>(
            [new ObjectView("a", 0, ObjectState.Pending, null, new Fault(FaultCodes.SourceMissing, "gone", "find it"))]));
        Assert.EndsWith(
            "\n  miss           0 B  a",
            (await new CommandLine(_api).RunAsync("transfer start a:b c:d --dry-run")).Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_ADryRun_SaysThatItIsOne()
    {
        _api.On("GET transfers/t1", _ended);
        Assert.Contains(
            "\n  Kind      DryRun\n", (await new CommandLine(_api).RunAsync("transfer show t1")).Out, StringComparison.Ordinal);
    }
}
