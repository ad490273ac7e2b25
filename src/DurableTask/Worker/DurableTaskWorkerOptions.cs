using System.ComponentModel.DataAnnotations;

namespace DtnBox.DurableTask.Worker;

/// <summary>How orchestrations of this app run. Set by <see cref="DurableTaskWorkerBuilder.Configure"/>; checked at start-up.</summary>
public sealed class DurableTaskWorkerOptions
{
    /// <summary>
    /// Gets or sets the longest timer that is left to the host; longer ones become several in a row. Default three days,
    /// because the queues of hosts hold a message back for some days only. Changing it breaks instances that are waiting
    /// for a longer timer: their history no longer fits.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "6.00:00:00")]
    public TimeSpan MaximumTimerInterval { get; set; } = TimeSpan.FromDays(3);
}
