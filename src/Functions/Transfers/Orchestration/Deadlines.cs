using DtnBox.Functions.Transfers.Activities;
using Microsoft.DurableTask;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Waits for a deadline that may be moved while it is waited for.</summary>
internal static class Deadlines
{
    /// <summary>Ends when the deadline has passed, with the deadline; never when there is none.</summary>
    /// <remarks>The event says only that the row changed, so one that is late, doubled or lost does no harm.</remarks>
    public static async Task<DateTimeOffset> PassedAsync(
        TaskOrchestrationContext context, OpenTimers timers, string transferId, DateTimeOffset? deadline)
    {
        Task changed = context.WaitForExternalEvent<TransferOrder>(TransferOrder.DeadlineChanged);
        while (true)
        {
            if (deadline is not { } due)
            {
                await changed;
            }
            else
            {
                if (due.UtcDateTime <= context.CurrentUtcDateTime)
                {
                    return due;
                }

                // The timer of a deadline that was moved stays, and fires unheard. One that ended with its generation throws:
                // nothing may begin any more.
                await await Task.WhenAny(changed, timers.At(due.UtcDateTime));
            }

            if (changed.IsCompleted)
            {
                // Only now: of two that wait, the one that nobody looks at any more would take the next event.
                changed = context.WaitForExternalEvent<TransferOrder>(TransferOrder.DeadlineChanged);
            }

            deadline = await context.CallActivityAsync<DateTimeOffset?>(
                nameof(ReadDeadline), transferId, RemoteActivities.Retries);
        }
    }
}
