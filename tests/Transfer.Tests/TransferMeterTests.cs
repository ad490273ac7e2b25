using DtnBox.Testing.Telemetry;

namespace DtnBox.Transfer.Tests;

public sealed class TransferMeterTests
{
    [Fact]
    public void Instruments_OfTheDataPlane_AreThoseOnThePage()
        => Assert.Equal(
            InstrumentTable.Actual(TransferMeter.Name, typeof(TransferMeter)), InstrumentTable.Documented(TransferMeter.Name));
}
