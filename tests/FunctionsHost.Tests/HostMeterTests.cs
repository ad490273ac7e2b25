using DtnBox.Testing.Telemetry;

namespace DtnBox.FunctionsHost.Tests;

public sealed class HostMeterTests
{
    [Fact]
    public void Instruments_OfTheHost_AreThoseOnThePage()
        => Assert.Equal(
            InstrumentTable.Actual(HostMeter.Name, typeof(HostMeter)), InstrumentTable.Documented(HostMeter.Name));
}
