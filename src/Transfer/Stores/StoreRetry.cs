namespace DtnBox.Transfer.Stores;

/// <summary>Tries calls to stores again: the only layer that does.</summary>
/// <param name="options">How often and how soon.</param>
/// <param name="time">The clock of the waits.</param>
/// <param name="tries">How often, when it is not as the options say.</param>
/// <param name="heard">Told of every failure that another try may mend.</param>
internal sealed class StoreRetry(
    TransferOptions options, TimeProvider time, int? tries = null, Action<StoreException>? heard = null)
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(16);

    /// <summary>Runs a call until it succeeds, fails for good, or was tried often enough.</summary>
    /// <param name="call">Gets the number of the try, from 1.</param>
    public async Task<T> RunAsync<T>(Func<int, Task<T>> call, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await call(attempt);
            }
            catch (StoreException exception) when (exception.Fault.Transient)
            {
                heard?.Invoke(exception);
                if (attempt >= (tries ?? options.Tries))
                {
                    throw;
                }

                await Task.Delay(DelayAfter(attempt), time, cancellationToken);
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

    // Half of it is chance, so that streams which failed together do not come back together.
    private TimeSpan DelayAfter(int attempt)
    {
        TimeSpan delay = options.FirstRetryDelay * Math.Pow(2, attempt - 1);
        return (delay < LongestDelay ? delay : LongestDelay) * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
