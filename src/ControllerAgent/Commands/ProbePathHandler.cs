using DtnBox.Contracts.Commands;
using DtnBox.Transfer.Probing;

namespace DtnBox.ControllerAgent.Commands;

/// <summary>Measures the way to the destination store.</summary>
internal sealed class ProbePathHandler(TimeProvider time) : ICommandHandler
{
    public string Name => CommandNames.ProbePath;

    public async Task<CommandEnding> RunAsync(CommandInHand command, CancellationToken cancellationToken)
    {
        ProbePathInput input = command.Input<ProbePathInput>();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(command.Stop, cancellationToken);
        return CommandEnding.Succeeded(await PathProbe.MeasureAsync(
            input, command.Store(input.Destination.NodeId), time, either.Token));
    }
}
