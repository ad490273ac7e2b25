using DtnBox.DurableTask;
using DtnBox.Functions.Commands;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Puts a remote activity into its node's queue; answers its end when it has ended already.</summary>
internal sealed class ScheduleCommand(CommandQueue queue) : TaskActivity<RemoteCommand, CommandCompletion?>
{
    public override Task<CommandCompletion?> RunAsync(TaskActivityContext context, RemoteCommand input)
        => queue.ScheduleAsync(input, CancellationToken.None);
}
