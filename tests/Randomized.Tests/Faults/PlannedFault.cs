namespace DtnBox.Randomized.Tests.Faults;

/// <summary>One thing that goes wrong.</summary>
/// <remarks>
/// Counted in ticks and not in time, so that it strikes in the midst of work however loaded the machine is: a tick is a
/// request to one of the two stores, or a write to the storage account.
/// </remarks>
/// <param name="AfterTicks">At which tick, counted from when the transfer is started.</param>
internal abstract record PlannedFault(int AfterTicks)
{
    /// <summary>SIGKILL to the host, which is then started again.</summary>
    public sealed record KillHost(int AfterTicks) : PlannedFault(AfterTicks);

    /// <summary>SIGKILL to the worker of a host that lives.</summary>
    public sealed record KillWorker(int AfterTicks) : PlannedFault(AfterTicks);

    /// <summary>SIGKILL to the agent of one side, which is then started again.</summary>
    public sealed record KillAgent(int AfterTicks, Side Side) : PlannedFault(AfterTicks);

    /// <summary>SIGKILL at the n-th write to the storage: before that is stored, or before anybody knows that it is.</summary>
    public sealed record KillAtWrite(int AfterTicks, Victim Victim, int Nth, bool IsStored) : PlannedFault(AfterTicks);

    /// <summary>Every n-th request to the storage goes wrong, until so many did or some seconds have passed.</summary>
    /// <param name="Milliseconds">How long a request is delayed or held.</param>
    public sealed record Storage(
        int AfterTicks, StorageTrouble Trouble, StorageTarget Target, int Every, int Times, int Milliseconds)
        : PlannedFault(AfterTicks);

    /// <summary>The same of one side's object store.</summary>
    public sealed record Store(
        int AfterTicks, Side Side, StoreTrouble Trouble, StoreTarget Target, int Every, int Times, int Milliseconds)
        : PlannedFault(AfterTicks);
}

internal enum Side
{
    Source,
    Destination,
}

internal enum Victim
{
    Worker,
    Host,
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
    Queues,
}

internal enum StoreTrouble
{
    /// <summary>The connection breaks before the store hears of the request.</summary>
    ResetBeforeRequest,

    /// <summary>The connection breaks in the midst of what is sent.</summary>
    ResetDuringRequest,

    /// <summary>The store does the work, and its answer is lost.</summary>
    LoseAnswer,

    /// <summary>The connection breaks in the midst of the answer: a body is cut short.</summary>
    ResetDuringResponse,

    /// <summary>The store answers 500 and does nothing.</summary>
    InternalError,

    /// <summary>The store answers 503 and asks for less.</summary>
    SlowDown,

    /// <summary>The request takes its time.</summary>
    Delay,

    /// <summary>A byte of an object differs when it is read at the destination.</summary>
    CorruptReadBack,
}

internal enum StoreTarget
{
    Everything,
    Reads,
    Writes,
    Lists,
}
