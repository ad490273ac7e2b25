using DtnBox.Contracts.Commands;
using DtnBox.Functions.Transfers.Activities;
using Microsoft.DurableTask.Protobuf;

namespace DtnBox.Functions.Tests.Transfers;

/// <summary>What a transfer costs in durable steps, as docs/architecture.md says: each is tens of milliseconds.</summary>
public sealed class DurableStepsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_ASmallTransfer_TakesOneActivityForAllChunksAndAnEventForEach(bool keyless)
    {
        SimulatedTransfer transfer = Drive(rangeChunks: 3, ranges: 1, keyless, out OrchestrationDriver driver);

        string[] ofTheRange = keyless ? [nameof(ScheduleCommands), nameof(ScheduleCommands)] : [nameof(ScheduleCommands)];
        Assert.Equal(
            [
                nameof(BeginRun),
                nameof(ScheduleCommands), // both sides' keys
                nameof(ScheduleCommands), // the path
                .. ofTheRange,
                nameof(ScheduleChunks),
                nameof(FinishRun),
            ],
            transfer.Activities);
        Assert.Equal(3 + ofTheRange.Length + 3, driver.Events);
        Assert.Equal(keyless ? 6 : 3, transfer.Scheduled[CommandNames.CopyChunk]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_AThousandChunks_TakesOneEventEachAndAnActivityForSixteen(bool keyless)
    {
        const int Chunks = 1000;
        SimulatedTransfer transfer = Drive(rangeChunks: 250, ranges: 4, keyless, out OrchestrationDriver driver);

        int generations = driver.Generations;
        output.WriteLine(
            $"{(keyless ? "keyless" : "shared keys")}: {transfer.Activities.Count} activities, {driver.Events} events, "
            + $"{generations} generations; {(transfer.Activities.Count + driver.Events) / (double)Chunks:F2} for each chunk");
        int ofRanges = keyless ? 8 : 4;
        Assert.Equal(3 + ofRanges + Chunks, driver.Events);
        Assert.InRange(transfer.Activities.Count(name => name == nameof(ScheduleChunks)), 1, (Chunks / 16) + (2 * generations));
        Assert.InRange(
            transfer.Activities.Count(name => name == nameof(ScheduleCommands)), 2 + ofRanges, 2 + ofRanges + generations);
        Assert.Equal(generations, transfer.Activities.Count(name => name == nameof(BeginRun)));
        Assert.InRange((transfer.Activities.Count + driver.Events) / (double)Chunks, 1, 1.15);
        Assert.Equal(32, transfer.MostInHand);
    }

    private static SimulatedTransfer Drive(int rangeChunks, int ranges, bool keyless, out OrchestrationDriver driver)
    {
        var transfer = new SimulatedTransfer(rangeChunks, ranges)
        {
            Keyless = keyless,
            Answer = command => keyless && command.Name == CommandNames.CopyChunk && command.Input.GetProperty("round").GetInt32() == 1
                ? SimulatedTransfer.Success(new ChunkResult(
                    0, 0, 0, new Dictionary<string, FaultSummary>(StringComparer.Ordinal), ObjectsUnsigned: 10))
                : null,
        };
        driver = transfer.DriveToEnd();
        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.Equal(rangeChunks * ranges, transfer.VerifiedChunks);
        return transfer;
    }
}
