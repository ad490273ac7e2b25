namespace DtnBox.Randomized.Tests.Faults;

/// <summary>One thing that goes wrong.</summary>
/// <remarks>
/// Counted in writes and not in time, so that it strikes in the midst of work however loaded the machine is.
/// </remarks>
/// <param name="AfterWrites">At which write to the table, counted from when the workflows are started, or begin to be.</param>
internal abstract record PlannedFault(int AfterWrites)
{
    /// <summary>SIGKILL to the host that owns the hub. Another is started, unless one stands by.</summary>
    public sealed record KillHost(int AfterWrites) : PlannedFault(AfterWrites);

    /// <summary>SIGKILL to the handler of a host that lives.</summary>
    public sealed record KillHandler(int AfterWrites) : PlannedFault(AfterWrites);

    public sealed record KillBoth(int AfterWrites) : PlannedFault(AfterWrites);

    /// <summary>SIGKILL to the host at its n-th write to the table: before that is stored, or before the host knows it is.</summary>
    public sealed record KillAtWrite(int AfterWrites, int Nth, bool IsStored) : PlannedFault(AfterWrites);

    /// <summary>The n-th write to the table is on its way while its host is paused, and arrives after the takeover.</summary>
    public sealed record LateWrite(int AfterWrites, int Nth) : PlannedFault(AfterWrites);

    /// <summary>SIGSTOP until another host has taken the hub over, and a little longer; then SIGCONT.</summary>
    public sealed record PauseUntilTakeover(int AfterWrites, int Longer) : PlannedFault(AfterWrites);

    /// <summary>SIGSTOP for less than the lease.</summary>
    public sealed record PauseShortly(int AfterWrites, int Milliseconds) : PlannedFault(AfterWrites);

    /// <summary>SIGTERM, then another host.</summary>
    public sealed record Stop(int AfterWrites) : PlannedFault(AfterWrites);

    /// <summary>Every n-th request to the storage goes wrong, until so many did or some seconds have passed.</summary>
    /// <param name="Milliseconds">How long a request is delayed or held.</param>
    public sealed record Storage(
        int AfterWrites, StorageTrouble Trouble, StorageTarget Target, int Every, int Times, int Milliseconds)
        : PlannedFault(AfterWrites);
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

    /// <summary>Requests do not get through for a while, and then all at once.</summary>
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
