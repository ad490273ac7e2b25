namespace DtnBox.ControllerAgent.ControlPlane;

/// <summary>Repeats a call until the control plane answers it, for as long as that takes.</summary>
/// <remarks>An agent goes on copying while the control plane is away, so waiting is always better than giving up.</remarks>
internal sealed partial class Patience(TimeProvider time, ILogger<Patience> logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    public async Task<T> UntilAnsweredAsync<T>(
        string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        for (int failures = 0; ; failures++)
        {
            try
            {
                T answer = await call(cancellationToken);
                if (failures > 0)
                {
                    LogAnsweredAgain(operation, failures);
                }

                return answer;
            }
            catch (NotNowException fault)
            {
                TimeSpan delay = Delay(failures, fault.RetryAfter);
                // The first failure tells what is wrong; the hundredth would only fill the disk.
                LogNotNow(failures == 0 ? LogLevel.Warning : LogLevel.Debug, operation, fault.Message, delay);
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    /// <summary>Doubles from a quarter second to ten, give or take a half so that agents do not return all at once.</summary>
    public static TimeSpan Delay(int failures, TimeSpan? atLeast = null)
    {
        TimeSpan grown = failures >= 10 ? LongestDelay : FirstDelay * (1 << failures);
        TimeSpan capped = grown < LongestDelay ? grown : LongestDelay;
        TimeSpan spread = capped * (0.5 + Random.Shared.NextDouble());
        return atLeast > spread ? atLeast.Value : spread;
    }
}
