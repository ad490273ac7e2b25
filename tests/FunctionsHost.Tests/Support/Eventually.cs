namespace DtnBox.FunctionsHost.Tests.Support;

/// <summary>Waits for a condition with a deadline; there is no other way to wait in these tests.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> probe)
        where T : class
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        while (!deadline.IsCancellationRequested)
        {
            if (await probe() is { } found)
            {
                return found;
            }

            await Task.Delay(Interval, TimeProvider.System, CancellationToken.None);
        }

        throw new TimeoutException($"Within {Deadline} there was no {what}.");
    }

    public static Task BeAsync(string what, Func<bool> condition)
        => GetAsync(what, () => Task.FromResult(condition() ? "yes" : null));
}
