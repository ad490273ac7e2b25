using DtnBox.Contracts;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>The event that tells a run that its transfer's owner lacks a right.</summary>
/// <param name="Number">The last order that the row knew of. A restart after it, by somebody with the rights, makes it old.</param>
/// <param name="Fault">Which right, and who can give it.</param>
internal sealed record RightsLost(int Number, Fault Fault)
{
    public const string EventName = nameof(RightsLost);

    /// <summary>Ends when such an event comes that is not older than the last order known.</summary>
    public static async Task<Fault> HeardAsync(TaskOrchestrationContext context, int known)
    {
        while (true)
        {
            RightsLost heard = await context.WaitForExternalEvent<RightsLost>(EventName);
            if (heard.Number >= known)
            {
                return heard.Fault;
            }
        }
    }
}
