using DtnBox.Contracts.Agents;
using DtnBox.ControllerAgent.ControlPlane;
using DtnBox.Transfer;

namespace DtnBox.ControllerAgent.Channel;

/// <summary>Asks for as many commands as there is room for, one request at a time.</summary>
internal sealed partial class LeaseLoop(
    CommandCalls calls, CommandsInHand inHand, TransferLimits limits, TimeProvider time, ILogger<LeaseLoop> logger)
{
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromSeconds(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int slots = await inHand.TakeSlotsAsync(cancellationToken);
            try
            {
                LeasedCommands leased = await calls.LeaseAsync(slots, inHand.Report, cancellationToken);
                if (leased.Caps is { } caps)
                {
                    limits.Apply(caps);
                }

                foreach (LeasedCommand command in leased.Commands.Take(slots))
                {
                    inHand.Start(command);
                    slots--;
                }
            }
            catch (Exception refusal) when (refusal is RequestRefusedException or LeaseLostException)
            {
                LogRefused(refusal.Message);
                await Task.Delay(PauseAfterRefusal, time, cancellationToken);
            }
            finally
            {
                inHand.GiveBack(slots);
            }
        }
    }
}
