using DtnBox.DurableTask;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Orchestration;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Asks every agent that holds commands of a transfer to stop; answers how many are still held.</summary>
internal sealed class StopCommands(CommandQueue queue, CommandCompletions completions) : TaskActivity<TransferBrief, int>
{
    public override async Task<int> RunAsync(TaskActivityContext context, TransferBrief input)
    {
        int held = 0;
        foreach (string nodeId in (HashSet<string>)[input.CopyNode, input.VerifyNode])
        {
            await foreach (string ended in queue.StopAsync(nodeId, input.TransferId, CancellationToken.None))
            {
                await completions.RaiseAsync(nodeId, ended, CancellationToken.None);
            }

            held += await queue.OpenAsync(nodeId, input.TransferId, CancellationToken.None).CountAsync();
        }

        return held;
    }
}
