namespace DtnBox.ControllerAgent.Commands;

/// <summary>Runs the commands of one name.</summary>
internal interface ICommandHandler
{
    /// <summary>Gets the name, one of <see cref="Contracts.Commands.CommandNames"/>.</summary>
    string Name { get; }

    /// <summary>Runs a command. Delivery is at least once, so running it again must do no harm.</summary>
    /// <param name="command">The command; a handler that can stop halfway watches its stop token.</param>
    /// <param name="cancellationToken">The command was abandoned, or the agent is going away: leave at once.</param>
    Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken);
}
