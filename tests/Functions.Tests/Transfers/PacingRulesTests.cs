using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class PacingRulesTests
{
    private const long Mebibyte = 1024 * 1024;

    [Fact]
    public void Check_WhatIsAllowed_HasNoFaults()
    {
        var window = new BandwidthWindow([DayOfWeek.Monday], new TimeOnly(8, 0), new TimeOnly(8, 0), null);

        Assert.Empty(Check(null));
        Assert.Empty(Check(new TransferSettings(
            Tuning: new TuningLimits(new TuningLimit(Pin: 1024), new TuningLimit(Max: 1), new TuningLimit(Pin: 32 * Mebibyte)),
            Bandwidth: new BandwidthPlan(1024, "Europe/Berlin", [window]))));
    }

    [Fact]
    public void Check_OutOfRange_NamesEachFieldAndItsRange()
    {
        var settings = new TransferSettings(
            Tuning: new TuningLimits(
                new TuningLimit(Pin: 0), new TuningLimit(Max: 1025), new TuningLimit(Pin: (5 * Mebibyte) - 1, Max: 6_000_000)),
            Bandwidth: new BandwidthPlan(
                10, "Berlin", [new BandwidthWindow([], new TimeOnly(8, 0), new TimeOnly(9, 0), -1)]));

        IDictionary<string, string[]> faults = Check(settings);

        Assert.Equal(
            [
                "settings.bandwidth.bytesPerSecond",
                "settings.bandwidth.timeZone",
                "settings.bandwidth.windows[0].bytesPerSecond",
                "settings.bandwidth.windows[0].days",
                "settings.tuning.objectsInFlight.pin",
                "settings.tuning.partSizeBytes.max",
                "settings.tuning.partSizeBytes.pin",
                "settings.tuning.partsInFlight.max",
            ],
            faults.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("must be 1 to 1024.", faults["settings.tuning.partsInFlight.max"].Single());
    }

    [Fact]
    public void Check_LimitWithoutAValue_IsRefused()
        => Assert.Equal(
            ["settings.tuning.partsInFlight"],
            Check(new TransferSettings(Tuning: new TuningLimits(PartsInFlight: new TuningLimit()))).Keys);

    private static IDictionary<string, string[]> Check(TransferSettings? settings)
    {
        var errors = new FieldErrors();
        PacingRules.Check(settings, errors);
        return errors.ToDictionary();
    }
}
