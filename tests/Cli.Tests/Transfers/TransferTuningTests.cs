using System.Text.Json;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Tests.Transfers;

public sealed class TransferTuningTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Show_Tuning_TellsEachChangeInASentence()
    {
        var change = new TuningChange(
            new DateTimeOffset(2026, 11, 23, 1, 2, 3, TimeSpan.Zero),
            new Uri("http://10.0.0.5:9000"),
            TuningKnob.PartsInFlight,
            8,
            12,
            "parts in flight 8→12: goodput rose 22 %",
            "site-a.0123");
        _api.On("GET transfers/t1/tuning", new Page<TuningChange>([change], "1"));
        _api.On("GET transfers/t1/tuning?after=1", new Page<TuningChange>([change with { Sentence = "parts in flight 12→8: goodput fell 3 %" }]));
        var line = new CommandLine(_api);

        Assert.Equal(
            """
            2026-11-23 01:02:03 UTC  site-a.0123  10.0.0.5:9000  parts in flight 8→12: goodput rose 22 %
            2026-11-23 01:02:03 UTC  site-a.0123  10.0.0.5:9000  parts in flight 12→8: goodput fell 3 %
            """,
            (await line.RunAsync("transfer show t1 --tuning")).Out);
        Assert.Equal(2, JsonElement.Parse((await line.RunAsync("transfer show t1 --tuning --json")).Out).GetArrayLength());
    }
}
