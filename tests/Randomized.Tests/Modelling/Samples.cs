using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Randomized.Tests.Faults;
using DtnBox.Randomized.Tests.Generation;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>A small schedule, and a run of it as it must be.</summary>
internal static class Samples
{
    public static readonly PlannedFault StoreFault = new PlannedFault.Store(
        1, Side.Destination, StoreTrouble.SlowDown, StoreTarget.Writes, 1, 2, 0);

    public static readonly PlannedFault Kill = new PlannedFault.KillAgent(1, Side.Source);

    /// <summary>One object that is missing, one that is there, one with the same size and other bytes, one with another size.</summary>
    public static Schedule Of(TransferSettings settings, params PlannedFault[] faults) => new(
        7,
        [
            new SourceObject("a/missing.dat", new Content(10, 1), null),
            new SourceObject("a/same.dat", new Content(20, 2), new Content(20, 2)),
            new SourceObject("b/other.dat", new Content(30, 3), new Content(30, 33)),
            new SourceObject("b/size.tmp", new Content(40, 4), new Content(44, 4)),
        ],
        [new ExtraObject("a/extra.dat", new Content(5, 5)), new ExtraObject("b/extra.tmp", new Content(6, 6))],
        DestinationIsNewer: false,
        settings,
        WithinOneNode: false,
        [],
        faults);

    /// <summary>What is seen when everything is as the model says.</summary>
    public static Observations Perfect(Schedule schedule)
    {
        Expectation expected = TransferModel.Expect(schedule);
        Contracts.Fault? fault = expected.FaultCodes.Count == 0 ? null : new(expected.FaultCodes[0], "Cause.", "Next.");
        var location = new Location("n", "bucket", "");
        return new Observations
        {
            Transfer = new TransferView(
                "t", null, "o", location, location, schedule.Settings, expected.State, null, fault, 1, default, null, null,
                expected.Totals, new Dictionary<string, FaultSummary>(), null, new KeyHandling(schedule.Keys, "Why.")),
            Destination = expected.Destination.ToDictionary(item => item.Key, item => item.Value.Sha256(), StringComparer.Ordinal),
            Source = schedule.Objects.ToDictionary(item => item.Key, item => item.Content.Sha256(), StringComparer.Ordinal),
        };
    }
}
