using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class VerifyOnlyTests
{
    private static readonly Fault Mismatch = new(FaultCodes.ChecksumMismatch, "byte 7", "copy it");

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Run_AnObjectThatDiffers_IsComparedOnceInAnAttempt(int attempt, bool again)
    {
        List<bool> recopies = [];
        var transfer = new SimulatedTransfer(rangeChunks: 2, ranges: 1)
        {
            Settings = new TransferSettings(TransferKind.Verify),
            Attempt = attempt,
            Answer = command =>
            {
                if (command.Name == CommandNames.CopyChunk)
                {
                    recopies.Add(command.Input.GetProperty("recopy").GetBoolean());
                }

                return command.Name == CommandNames.VerifyChunk
                    ? SimulatedTransfer.Success(SimulatedTransfer.Wrong(Mismatch))
                    : null;
            },
        };

        transfer.DriveToEnd();

        Assert.Equal([again, again], recopies);
        Assert.Equal([1, 2], transfer.GivenUp.Order());
    }

    [Theory]
    [InlineData(3, TransferState.Succeeded)]
    [InlineData(2, TransferState.SucceededWithErrors)]
    [InlineData(0, TransferState.Failed)]
    public void Judge_VerifyOnly_FailsWhenNothingIsTheSame(long same, TransferState expected)
    {
        var row = new TransferRow { State = TransferState.Copying };
        row.SetLocations(new Location("a", "data", string.Empty), new Location("b", "in", string.Empty));
        row.SetSettings(new TransferSettings(TransferKind.Verify));
        var faults = new Dictionary<string, FaultSummary>(StringComparer.Ordinal)
        {
            [Mismatch.Code] = new FaultSummary(3 - same, "k", Mismatch),
        };
        var totals = new TotalsRow
        {
            ObjectsPlanned = 3,
            ObjectsVerified = same,
            ObjectsFailed = 3 - same,
            FaultsJson = JsonSerializer.Serialize(faults, ContractJson.Options),
        };

        (TransferState state, Fault? fault) = FinishRun.Judge(row, totals, fault: null);

        Assert.Equal(expected, state);
        Assert.Equal(
            state == TransferState.Failed, fault?.Message.StartsWith("None of the 3 objects compared", StringComparison.Ordinal) == true);
    }
}
