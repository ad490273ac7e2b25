using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class TransferStatesTests
{
    /// <summary>Every legal step; whatever is not here is refused.</summary>
    private static readonly HashSet<(TransferState From, TransferState To)> Legal =
    [
        (TransferState.Queued, TransferState.Validating),
        (TransferState.Queued, TransferState.Stopping),
        (TransferState.Queued, TransferState.Failed),
        (TransferState.Validating, TransferState.Probing),
        (TransferState.Validating, TransferState.Stopping),
        (TransferState.Validating, TransferState.Failed),
        (TransferState.Probing, TransferState.Validating),
        (TransferState.Probing, TransferState.Copying),
        (TransferState.Probing, TransferState.Stopping),
        (TransferState.Probing, TransferState.Failed),
        (TransferState.Copying, TransferState.Validating),
        (TransferState.Copying, TransferState.Stopping),
        (TransferState.Copying, TransferState.Stopped),
        (TransferState.Copying, TransferState.Failed),
        (TransferState.Copying, TransferState.Succeeded),
        (TransferState.Copying, TransferState.SucceededWithErrors),
        (TransferState.Copying, TransferState.Parked),
        (TransferState.Validating, TransferState.Parked),
        (TransferState.Probing, TransferState.Parked),
        (TransferState.Parked, TransferState.Stopping),
        (TransferState.Parked, TransferState.Queued),
        (TransferState.Parked, TransferState.Failed),
        (TransferState.Stopping, TransferState.Stopped),
        (TransferState.Stopping, TransferState.Failed),
        (TransferState.Stopping, TransferState.Succeeded),
        (TransferState.Stopping, TransferState.SucceededWithErrors),
        (TransferState.Stopped, TransferState.Queued),
        (TransferState.Failed, TransferState.Queued),
        (TransferState.SucceededWithErrors, TransferState.Queued),
    ];

    public static TheoryData<TransferState, TransferState> AllSteps()
    {
        var data = new TheoryData<TransferState, TransferState>();
        foreach (TransferState from in Enum.GetValues<TransferState>())
        {
            foreach (TransferState to in Enum.GetValues<TransferState>())
            {
                data.Add(from, to);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void CanMove_EveryPair_FollowsTheTable(TransferState from, TransferState to)
        => Assert.Equal(Legal.Contains((from, to)), TransferStates.CanMove(from, to));

    [Fact]
    public void CanMove_Succeeded_LeadsNowhere()
        => Assert.DoesNotContain(
            Enum.GetValues<TransferState>(), to => TransferStates.CanMove(TransferState.Succeeded, to));
}
