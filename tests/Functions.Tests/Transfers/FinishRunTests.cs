using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class FinishRunTests
{
    [Fact]
    public void Judge_EverythingVerified_Succeeded()
        => Assert.Equal(
            (TransferState.Succeeded, null),
            FinishRun.Judge(Row(), new TotalsRow { ObjectsPlanned = 3, ObjectsVerified = 3 }, null));

    [Fact]
    public void Judge_EverythingSkipped_Succeeded()
        => Assert.Equal(
            (TransferState.Succeeded, null), FinishRun.Judge(Row(), new TotalsRow { ObjectsSkipped = 3 }, null));

    [Fact]
    public void Judge_CopiedButNotVerified_IsNeverSuccess()
    {
        (TransferState state, Fault? fault) = FinishRun.Judge(
            Row(), new TotalsRow { ObjectsPlanned = 3, ObjectsCopied = 3, ObjectsVerified = 2 }, null);
        Assert.Equal(TransferState.Failed, state);
        Assert.Equal(FaultCodes.Internal, fault!.Code);
    }

    [Fact]
    public void Judge_SomeFailed_SucceededWithErrors()
        => Assert.Equal(
            (TransferState.SucceededWithErrors, null),
            FinishRun.Judge(Row(), Failing(planned: 3, verified: 2), null));

    [Fact]
    public void Judge_AllFailed_FailedWithTheCommonestCause()
    {
        (TransferState state, Fault? fault) = FinishRun.Judge(Row(), Failing(planned: 3, verified: 0), null);
        Assert.Equal(TransferState.Failed, state);
        Assert.Equal(FaultCodes.DestinationFull, fault!.Code);
        Assert.Equal("Ask for more room.", fault.NextStep);
    }

    [Fact]
    public void Judge_NothingUnderThePrefix_FailedNamingThePlace()
    {
        (TransferState state, Fault? fault) = FinishRun.Judge(Row(), new TotalsRow(), null);
        Assert.Equal(TransferState.Failed, state);
        Assert.Equal(FaultCodes.NothingFound, fault!.Code);
        Assert.Contains("site-a:data/run7/", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_RunFault_FailedWithThatFault()
    {
        var fault = new Fault(FaultCodes.WrongKeys, "m", "n");
        Assert.Equal(
            (TransferState.Failed, fault),
            FinishRun.Judge(Row(), new TotalsRow { ObjectsPlanned = 1, ObjectsVerified = 1 }, fault));
    }

    private static TotalsRow Failing(long planned, long verified)
    {
        Dictionary<string, FaultSummary> faults = new(StringComparer.Ordinal)
        {
            [FaultCodes.DestinationFull] = new(
                planned - verified, "k", new Fault(FaultCodes.DestinationFull, "full", "Ask for more room.")),
        };
        return new TotalsRow
        {
            ObjectsPlanned = planned,
            ObjectsVerified = verified,
            ObjectsFailed = planned - verified,
            FaultsJson = JsonSerializer.Serialize(faults, ContractJson.Options),
        };
    }

    private static TransferRow Row()
    {
        var row = new TransferRow { State = TransferState.Copying };
        row.SetLocations(new Location("site-a", "data", "run7/"), new Location("site-b", "in", string.Empty));
        row.SetSettings(new TransferSettings());
        return row;
    }
}
