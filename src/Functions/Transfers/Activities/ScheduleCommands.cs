using DtnBox.Functions.Commands;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Activities;

/// <summary>Puts remote activities into their nodes' queues; answers the end of each that has ended already.</summary>
internal sealed class ScheduleCommands(RunStates states, CommandQueue queue)
    : TaskActivity<CommandsWanted, CommandCompletion?[]>
{
    public override async Task<CommandCompletion?[]> RunAsync(TaskActivityContext context, CommandsWanted input)
    {
        if (input.Reached is { } reached)
        {
            await states.RecordAsync(reached, CancellationToken.None);
        }

        var known = new CommandCompletion?[input.Commands.Count];
        for (int i = 0; i < known.Length; i++)
        {
            known[i] = await queue.ScheduleAsync(input.Commands[i], CancellationToken.None);
        }

        return known;
    }
}

/// <summary>Commands to be scheduled.</summary>
/// <param name="Commands">Which.</param>
/// <param name="Reached">The state that the run reaches with them, recorded before.</param>
internal sealed record CommandsWanted(IReadOnlyList<RemoteCommand> Commands, StateReached? Reached = null);
