using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Tests.Transfers;

public sealed class TuningOptionsTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Start_WithPinsAndLimits_SendsAndShowsThem()
    {
        var limits = new TuningLimits(new TuningLimit(Pin: 32), new TuningLimit(Max: 8), new TuningLimit(Pin: 32 << 20));
        _api.On("POST transfers", Samples.Transfer with { Settings = new TransferSettings(Tuning: limits) }, 201);

        Outcome outcome = await new CommandLine(_api).RunAsync(
            "transfer start a:b c:d --objects-in-flight 32 --parts-in-flight max:8 --part-size 32MiB");

        Assert.Equal(
            """{"kind":"Copy","sync":"SizeDiffers","tuning":{"objectsInFlight":{"pin":32},"partsInFlight":{"max":8},"partSizeBytes":{"pin":33554432}}}""",
            _api.Requests.Single().Body!.Value.GetProperty("settings").ToString());
        Assert.Contains(
            "\n  Tuning    objects in flight 32, parts in flight at most 8, part size 32 MiB\n",
            outcome.Out,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--objects-in-flight many")]
    [InlineData("--parts-in-flight min:8")]
    [InlineData("--part-size max:large")]
    public async Task Start_WhatIsNoValue_IsRefused(string option)
    {
        Outcome outcome = await new CommandLine(_api).RunAsync($"transfer start a:b c:d {option}");

        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains($"'{option.Split(' ')[1]}' is not a value", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_api.Requests);
    }
}
