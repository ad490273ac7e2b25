using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>How a command ended, before it is told to the control plane.</summary>
internal sealed record CommandEnding(CommandOutcome Outcome, JsonElement? Result = null, Fault? Error = null)
{
    /// <summary>Gets the ending of a command that was stopped and has nothing to show.</summary>
    public static CommandEnding Stopped { get; } = new(CommandOutcome.Stopped);

    public static CommandEnding Succeeded<T>(T result) => new(CommandOutcome.Succeeded, ToElement(result));

    /// <summary>A command that keeps what it did when it is stopped: the result says how far it came.</summary>
    public static CommandEnding After<T>(T result, CancellationToken stop)
        => new(stop.IsCancellationRequested ? CommandOutcome.Stopped : CommandOutcome.Succeeded, ToElement(result));

    public static CommandEnding Failed(Fault error) => new(CommandOutcome.Failed, Error: error);

    public CompleteCommand Under(string leaseId) => new(leaseId, Outcome, Result, Error);

    private static JsonElement ToElement<T>(T result) => JsonSerializer.SerializeToElement(result, ContractJson.Options);
}
