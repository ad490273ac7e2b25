using DtnBox.Functions.Commands;
using DtnBox.Functions.Orchestrations;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Asks every agent that holds commands of a transfer to stop; answers how many are still held.</summary>
/// <remarks>A function with its own bindings: it raises events, for which it needs a client.</remarks>
internal sealed class StopCommands(CommandQueue queue, CommandCompletions completions, BoundOrchestrations orchestrations)
{
    [Function(nameof(StopCommands))]
    public Task<int> RunAsync([ActivityTrigger] TransferBrief brief, [DurableClient] DurableTaskClient client)
    {
        orchestrations.Use(client);
        return StopAsync(brief);
    }

    public async Task<int> StopAsync(TransferBrief brief)
    {
        int held = 0;
        foreach (string nodeId in (HashSet<string>)[brief.CopyNode, brief.VerifyNode])
        {
            await foreach (string ended in queue.StopAsync(nodeId, brief.TransferId, CancellationToken.None))
            {
                await completions.RaiseAsync(nodeId, ended, CancellationToken.None);
            }

            held += await queue.OpenAsync(nodeId, brief.TransferId, CancellationToken.None).CountAsync();
        }

        return held;
    }
}
