using DtnBox.Contracts.Agents;
using DtnBox.Transfer;

namespace DtnBox.ControllerAgent.Channel;

/// <summary>Sends what was tuned along with progress, and again when a report was not heard.</summary>
internal sealed class TuningReports(TransferLimits limits, CommandsInHand inHand)
{
    private const int MostAtOnce = 100;

    /// <summary>Adds what waits of each transfer to one of its commands.</summary>
    public IReadOnlyList<CommandProgress> Attach(IReadOnlyList<CommandProgress> report)
        => [.. report.Select(command => inHand.TransferOf(command.CommandId) is { } transferId
            && limits.Outbox.Take(transferId, MostAtOnce) is { Count: > 0 } changes
                ? command with { Tuning = changes }
                : command)];

    /// <summary>Keeps what a report that failed had for the next one; what arrived all the same is then there twice.</summary>
    public void PutBack(IReadOnlyList<CommandProgress> report)
    {
        foreach (CommandProgress command in report)
        {
            if (command.Tuning is { } changes && inHand.TransferOf(command.CommandId) is { } transferId)
            {
                limits.Outbox.PutBack(transferId, changes);
            }
        }
    }
}
