using System.Diagnostics;
using DtnBox.Contracts;
using DtnBox.ControllerAgent.ControlPlane;
using DtnBox.ControllerAgent.Channel;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Runs a command to its end and tells the control plane; nothing that goes wrong in it leaves it.</summary>
internal sealed partial class CommandRunner(
    IEnumerable<ICommandHandler> handlers, CommandCalls calls, TimeProvider time, ILogger<CommandRunner> logger)
{
    private readonly Dictionary<string, ICommandHandler> _handlers = handlers.ToDictionary(handler => handler.Name);

    /// <summary>Runs a command.</summary>
    /// <param name="command">The command, just leased.</param>
    /// <param name="leaving">The agent is going away: say nothing more, the lease will be given to another.</param>
    public async Task RunAsync(CommandInHand command, CancellationToken leaving)
    {
        using Activity span = CommandSpans.Start(command.Lease);
        using AgentMeter.InHand measured = AgentMeter.Begin(command.Lease.Name, time);
        using IDisposable? scope = logger.BeginCommand(command.Lease.Id);
        LogStarted(command.Lease.Name, command.Lease.Id, command.Lease.Deliveries);
        try
        {
            CommandEnding ending = await EndAsync(command);
            span.SetOutcome(ending);
            measured.Outcome = ending.Outcome;
            leaving.ThrowIfCancellationRequested();

            // An order to abandon does not reach here: a report sent while this is on its way finds the command ended.
            // If it is really somebody else's, the answer says so.
            await TellAsync(command, ending, leaving);
        }
        catch (OperationCanceledException) when (command.Abandoned.IsCancellationRequested || leaving.IsCancellationRequested)
        {
            LogAbandoned(command.Lease.Name, command.Lease.Id);
        }
        catch (LeaseLostException lost)
        {
            LogLeaseLost(command.Lease.Name, command.Lease.Id, lost.Message);
        }
    }

    private async Task<CommandEnding> EndAsync(CommandInHand command)
    {
        if (!_handlers.TryGetValue(command.Lease.Name, out ICommandHandler? handler))
        {
            return Internal($"This agent ({AgentVersion.Text}) does not know the command '{command.Lease.Name}'.");
        }

        try
        {
            return await handler.RunAsync(command, command.Abandoned);
        }
        catch (OperationCanceledException) when (command.Abandoned.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (command.Stop.IsCancellationRequested)
        {
            return CommandEnding.Stopped;
        }
        catch (StoreException fault)
        {
            return CommandEnding.Failed(fault.Fault);
        }
        catch (RequestRefusedException refusal)
        {
            LogRefused(command.Lease.Name, command.Lease.Id, refusal.Problem.Title);
            return Internal($"The control plane refused what the agent sent: {refusal.Problem}");
        }
        catch (Exception fault) when (fault is not LeaseLostException)
        {
            // The edge of the process: one command's defect must not end the others, and its author must hear of it.
            LogBroke(fault, command.Lease.Name, command.Lease.Id);
            return Internal($"{command.Lease.Name} broke: {fault.GetType().Name}: {fault.Message}");
        }
    }

    private async Task TellAsync(CommandInHand command, CommandEnding ending, CancellationToken cancellationToken)
    {
        try
        {
            await calls.CompleteAsync(command.Lease, ending, cancellationToken);
        }
        catch (RequestRefusedException refusal)
        {
            LogRefused(command.Lease.Name, command.Lease.Id, refusal.Problem.Title);
            await TellRefusalAsync(command, refusal, cancellationToken);
            return;
        }

        LogEnded(command.Lease.Name, command.Lease.Id, ending.Outcome);
    }

    private async Task TellRefusalAsync(
        CommandInHand command, RequestRefusedException refusal, CancellationToken cancellationToken)
    {
        try
        {
            CommandEnding failed = Internal($"The control plane refused the result: {refusal.Problem}");
            await calls.CompleteAsync(command.Lease, failed, cancellationToken);
        }
        catch (RequestRefusedException again)
        {
            // Nothing more can be said about it; the lease runs out and the command is delivered again.
            LogRefused(command.Lease.Name, command.Lease.Id, again.Problem.Title);
        }
    }

    private static CommandEnding Internal(string message) => CommandEnding.Failed(new Fault(
        FaultCodes.Internal,
        message,
        "Restart the transfer. If it fails again, give the agent's log to those who run DtnBox."));
}
