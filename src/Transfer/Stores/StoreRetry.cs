using DtnBox.Contracts;

namespace DtnBox.Transfer.Stores;

/// <summary>Tries calls to stores again: the only layer that does.</summary>
/// <param name="options">How often and how soon.</param>
/// <param name="time">The clock of the waits.</param>
/// <param name="tries">How often, when it is not as the options say.</param>
/// <param name="heard">Told of every failure that another try may mend.</param>
internal sealed class StoreRetry(
    TransferOptions options, TimeProvider time, int? tries = null, Action<StoreException>? heard = null)
{
    /// <summary>Runs a call until it succeeds, or was tried as often as its fault's class is worth.</summary>
    /// <param name="call">Gets the number of the try, from 1.</param>
    public async Task<T> RunAsync<T>(Func<int, Task<T>> call, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call(attempt);
            }
            catch (StoreException exception)
            {
                if (exception.Fault.Transient)
                {
                    heard?.Invoke(exception);
                }

                if (attempt >= TriesFor(exception.Fault))
                {
                    throw;
                }

                await Task.Delay(DelayAfter(attempt, exception), time, cancellationToken);
            }
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<int, Task> call, CancellationToken cancellationToken) => RunAsync(
        async attempt =>
        {
            await call(attempt);
            return true;
        },
        cancellationToken);

    private int TriesFor(Fault fault)
    {
        int most = FaultClasses.BudgetOf(fault).CallTries * options.Tries;
        return Math.Min(most, tries ?? most);
    }

    // Half of it is chance, so that streams which failed together do not come back together.
    private TimeSpan DelayAfter(int attempt, StoreException exception)
    {
        FaultBudget budget = FaultClasses.BudgetOf(exception.Fault);
        TimeSpan delay = options.FirstRetryDelay * budget.CallPause * Math.Pow(2, attempt - 1) * (0.5 + (Random.Shared.NextDouble() / 2));
        TimeSpan asked = exception.RetryAfter ?? TimeSpan.Zero;
        TimeSpan wanted = asked > delay ? asked : delay;
        return wanted < budget.LongestCallPause ? wanted : budget.LongestCallPause;
    }
}
