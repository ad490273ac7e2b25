using DtnBox.Transfer.Copying;

namespace DtnBox.Transfer.Keyless;

/// <summary>The destination store's clock: it is the one that judges whether a signature has expired.</summary>
internal sealed class DestinationClock(TimeProvider time, TimeSpan ahead)
{
    /// <summary>A request that begins so late may come too late.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    public static async Task<DestinationClock> ReadAsync(CopyRun run, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset now = await run.Retry.RunAsync(
            _ => run.Destination.ReadClockUnsignedAsync(run.Bucket, cancellationToken), cancellationToken);
        return new DestinationClock(time, now - time.GetUtcNow());
    }

    /// <summary>Gets what time it has.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + ahead;

    /// <summary>Whether something that ends then is of no use any more.</summary>
    public bool HasPassed(DateTimeOffset end) => Now + Margin >= end;
}
