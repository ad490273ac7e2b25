using DtnBox.ControllerAgent.ControlPlane;

namespace DtnBox.ControllerAgent.Channel;

/// <summary>Tells the control plane of the machine, at the start and every minute.</summary>
internal sealed partial class FactsLoop(
    HostFacts facts, ControlPlaneClient client, TimeProvider time, ILogger<FactsLoop> logger)
{
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using HttpResponseMessage answer = await client.SendAsync(
                    () => JsonCalls.Post("api/v1/agent/facts", facts.Read()), cancellationToken);
            }
            catch (Exception fault) when (fault is NotNowException or RequestRefusedException or LeaseLostException)
            {
                // Whether the control plane is there, the other loops tell; the next minute has newer facts.
                LogNotTold(fault.Message);
            }

            await Task.Delay(Gap, time, cancellationToken);
        }
    }

    [LoggerMessage(3163, LogLevel.Debug, "The control plane did not take the facts about this machine: {Reason}")]
    private partial void LogNotTold(string reason);
}
