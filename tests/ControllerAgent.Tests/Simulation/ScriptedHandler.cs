using DtnBox.ControllerAgent.Commands;

namespace DtnBox.ControllerAgent.Tests.Simulation;

/// <summary>A command handler that does what the test says.</summary>
internal sealed class ScriptedHandler(
    Func<CommandInHand, CancellationToken, Task<CommandEnding>> script, string name = "Test") : ICommandHandler
{
    private int _runs;
    private int _running;

    public string Name => name;

    public int Runs => Volatile.Read(ref _runs);

    public int Running => Volatile.Read(ref _running);

    /// <summary>A handler that goes on until it is stopped or abandoned.</summary>
    public static ScriptedHandler Endless() => new(async (command, cancel) =>
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(command.Stop, cancel);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token);
        return CommandEnding.Stopped;
    });

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        Interlocked.Increment(ref _running);
        try
        {
            return await script(command, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
