namespace DtnBox.FunctionsHost.Handler;

/// <summary>How long to wait before the handler is started again: longer each time it ends soon after its start.</summary>
/// <remarks>The first restart is immediate. Without the delay a handler that cannot run would keep a core busy.</remarks>
internal sealed class RestartDelay
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SoundRun = TimeSpan.FromMinutes(1);

    private int _shortRuns;

    public TimeSpan Current => _shortRuns < 2
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(_shortRuns - 2, 10)));

    /// <summary>Takes note of a run that has ended.</summary>
    public void Ended(TimeSpan ran) => _shortRuns = ran < SoundRun ? _shortRuns + 1 : 0;
}
