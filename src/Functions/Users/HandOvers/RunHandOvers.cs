using DtnBox.Functions.Hosting;

namespace DtnBox.Functions.Users.HandOvers;

/// <summary>Works off the hand-overs that were ordered.</summary>
internal sealed class RunHandOvers(HandOverOrders orders) : IRecurringTask
{
    /// <summary>A run must end well before the host's function timeout; the timer comes again soon.</summary>
    public const int MostPagesInOneRun = 20;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        int pages = 0;
        await foreach (HandOverRow order in orders.ListOpenAsync(cancellationToken))
        {
            while (pages < MostPagesInOneRun && await orders.WorkAsync(order.GetFrom(), cancellationToken))
            {
                pages++;
            }
        }
    }
}
