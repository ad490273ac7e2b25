using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Records that a run has brought its transfer into a state that no work begins with.</summary>
internal sealed class RecordState(RunStates states) : TaskActivity<StateReached, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StateReached input)
        => states.RecordAsync(input, CancellationToken.None);
}
