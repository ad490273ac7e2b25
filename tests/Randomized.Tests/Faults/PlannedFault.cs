namespace DtnBox.Randomized.Tests.Faults;

/// <summary>One thing that goes wrong.</summary>
/// <param name="AfterMilliseconds">When, counted from when the workflows are started, or begin to be.</param>
internal abstract record PlannedFault(int AfterMilliseconds)
{
    /// <summary>SIGKILL to the host that owns the hub. Another is started, unless one stands by.</summary>
    public sealed record KillHost(int AfterMilliseconds) : PlannedFault(AfterMilliseconds);

    /// <summary>SIGKILL to the handler of a host that lives.</summary>
    public sealed record KillHandler(int AfterMilliseconds) : PlannedFault(AfterMilliseconds);

    public sealed record KillBoth(int AfterMilliseconds) : PlannedFault(AfterMilliseconds);

    /// <summary>SIGSTOP until another host has taken the hub over, and a little longer; then SIGCONT.</summary>
    public sealed record PauseUntilTakeover(int AfterMilliseconds, int Longer) : PlannedFault(AfterMilliseconds);

    /// <summary>SIGSTOP for less than the lease.</summary>
    public sealed record PauseShortly(int AfterMilliseconds, int Milliseconds) : PlannedFault(AfterMilliseconds);

    /// <summary>SIGTERM, then another host.</summary>
    public sealed record Stop(int AfterMilliseconds) : PlannedFault(AfterMilliseconds);

    /// <summary>For a while, every n-th request to the storage goes wrong.</summary>
    public sealed record Storage(
        int AfterMilliseconds, int Milliseconds, StorageTrouble Trouble, StorageTarget Target, int Every, int DelayMilliseconds)
        : PlannedFault(AfterMilliseconds);
}

internal enum StorageTrouble
{
    /// <summary>The connection breaks before the storage hears of the request.</summary>
    ResetBeforeRequest,

    /// <summary>The storage does the work, and its answer is lost.</summary>
    LoseAnswer,

    /// <summary>The connection breaks in the middle of the answer.</summary>
    ResetDuringResponse,

    /// <summary>The storage answers 500 and does nothing.</summary>
    Error500,

    /// <summary>The storage answers 503 and does nothing.</summary>
    Error503,

    /// <summary>The request takes its time.</summary>
    Delay,

    /// <summary>The request does not get through before the trouble is over.</summary>
    Hold,
}

internal enum StorageTarget
{
    Everything,
    TableWrites,
    TableReads,
    Blobs,
    OwnerRow,
}
