using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Reads a transfer's deadline as it is now: it may have been changed since the run began.</summary>
internal sealed class ReadDeadline(TransferStore transfers) : TaskActivity<string, DateTimeOffset?>
{
    public override async Task<DateTimeOffset?> RunAsync(TaskActivityContext context, string input)
        => (await transfers.FindAsync(input, CancellationToken.None))?.GetDeadline();
}
