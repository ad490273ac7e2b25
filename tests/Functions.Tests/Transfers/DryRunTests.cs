using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class DryRunTests
{
    [Fact]
    public void Run_DryRun_ListsEverythingAndCopiesNothing()
    {
        List<ValidateKeysInput> checks = [];
        var transfer = new SimulatedTransfer(rangeChunks: 3, ranges: 130)
        {
            Settings = new TransferSettings(TransferKind.DryRun),
            Answer = command =>
            {
                if (command.Name == CommandNames.ValidateKeys)
                {
                    checks.Add(System.Text.Json.JsonSerializer.Deserialize<ValidateKeysInput>(command.Input, ContractJson.Options)!);
                }

                return null;
            },
        };

        OrchestrationDriver driver = transfer.DriveToEnd();

        Assert.Null(transfer.End!.Fault);
        Assert.Equal(130, transfer.Scheduled[CommandNames.PlanCopy]);
        Assert.DoesNotContain(CommandNames.CopyChunk, transfer.Scheduled.Keys);
        Assert.DoesNotContain(CommandNames.VerifyChunk, transfer.Scheduled.Keys);

        // A check of a destination writes a test object there.
        Assert.All(checks, check => Assert.Null(check.Destination));
        Assert.All(checks, check => Assert.NotNull(check.ReadBack));
        Assert.True(driver.LongestHistory < 2500, $"{driver.LongestHistory} events");
    }

    [Fact]
    public void Run_ListingInWhichEverythingIsSkipped_StillCutsItsHistory()
    {
        OrchestrationDriver driver = new SimulatedTransfer(rangeChunks: 0, ranges: 130).DriveToEnd();
        Assert.True(driver.Generations >= 2, $"{driver.Generations} generations");
    }

    [Theory]
    [InlineData(3, 0, TransferState.Succeeded)]
    [InlineData(0, 3, TransferState.Succeeded)]
    [InlineData(0, 0, TransferState.Failed)]
    public void Judge_DryRun_SucceedsWhenThereIsSomething(long planned, long skipped, TransferState expected)
    {
        var row = new TransferRow { State = TransferState.Copying };
        row.SetLocations(new Location("a", "data", string.Empty), new Location("b", "in", string.Empty));
        row.SetSettings(new TransferSettings(TransferKind.DryRun));
        Assert.Equal(
            expected,
            FinishRun.Judge(row, new TotalsRow { ObjectsPlanned = planned, ObjectsSkipped = skipped }, null).State);
    }
}
