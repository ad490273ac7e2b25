using DtnBox.Contracts.Commands;

namespace DtnBox.Contracts.Transfers;

/// <summary>Starts a transfer: <c>POST /api/v1/transfers</c> with an <c>Idempotency-Key</c> header.</summary>
/// <param name="Source">Where from. A prefix that ends in <c>/</c>, or is empty, is a folder; its keys keep their rest.</param>
/// <param name="Destination">Where to: a key becomes destination prefix + (key without source prefix).</param>
/// <param name="Label">What people read in lists, up to 200 characters.</param>
/// <param name="Settings">What it does and how. Default: copy what the destination lacks or has with another size.</param>
public sealed record CreateTransfer(
    Location Source, Location Destination, string? Label = null, TransferSettings? Settings = null);

/// <summary>Where a transfer is.</summary>
public enum TransferState
{
    /// <summary>Accepted; its orchestration has not begun.</summary>
    Queued,

    /// <summary>The keys of both sides are being checked.</summary>
    Validating,

    /// <summary>The path is being measured.</summary>
    Probing,

    /// <summary>Objects are listed, copied and verified, all at once.</summary>
    Copying,

    /// <summary>Everything is copied; the last read-backs run.</summary>
    Verifying,

    /// <summary>A stop was asked for; agents are finishing what they must.</summary>
    Stopping,

    /// <summary>Stopped; finished parts are kept and a restart goes on from them.</summary>
    Stopped,

    /// <summary>Every object is at the destination and was proven right there.</summary>
    Succeeded,

    /// <summary>Some objects are proven right, others failed; the objects list says which and why.</summary>
    SucceededWithErrors,

    /// <summary>It could not be done; <see cref="TransferView.Fault"/> says why.</summary>
    Failed,

    /// <summary>A store as a whole refuses or is full, or a right is gone: a person must act, as the fault says. A restart goes on.</summary>
    Parked,
}

/// <summary>A transfer, as its owner sees it.</summary>
/// <param name="Id">The transfer's id.</param>
/// <param name="Label">Its label, if it has one.</param>
/// <param name="Owner">Who started it.</param>
/// <param name="Source">Where from.</param>
/// <param name="Destination">Where to.</param>
/// <param name="Settings">What it does and how.</param>
/// <param name="State">Where it is.</param>
/// <param name="WaitingFor">Why nothing moves although it is running, for example a node without a connected agent.</param>
/// <param name="Fault">Why it failed.</param>
/// <param name="Attempt">1, and one more for each restart.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="StartedAt">When its orchestration began.</param>
/// <param name="EndedAt">When it reached a state in which nothing happens any more.</param>
/// <param name="Totals">Counters.</param>
/// <param name="Faults">Objects that failed, by code.</param>
/// <param name="NotCopied">How many objects were copied without which of their properties; absent when all have all.</param>
/// <param name="Keys">Whether agents get the other store's keys, and why; absent for transfers of earlier versions.</param>
/// <param name="OwnerName">What its owner is called, for administrators who list or look at it; absent otherwise.</param>
/// <param name="RttMilliseconds">The smallest time of a connect to the destination store, as the path probe measured it.</param>
public sealed record TransferView(
    string Id,
    string? Label,
    string Owner,
    Location Source,
    Location Destination,
    TransferSettings Settings,
    TransferState State,
    string? WaitingFor,
    Fault? Fault,
    int Attempt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    TransferTotals Totals,
    IReadOnlyDictionary<string, FaultSummary> Faults,
    IReadOnlyDictionary<string, long>? NotCopied = null,
    KeyHandling? Keys = null,
    string? OwnerName = null,
    double? RttMilliseconds = null);

/// <summary>Counters of a transfer. Bytes count when the destination has acknowledged them.</summary>
/// <param name="ListingComplete">False: still counting, so the planned figures can grow.</param>
/// <param name="ExtrasFound">Objects that only the destination has, when they are to be deleted.</param>
/// <param name="ExtrasDeleted">Those of them that are gone.</param>
public sealed record TransferTotals(
    bool ListingComplete,
    long ObjectsPlanned,
    long BytesPlanned,
    long ObjectsSkipped,
    long BytesSkipped,
    long ObjectsCopied,
    long BytesCopied,
    long ObjectsVerified,
    long BytesVerified,
    long ObjectsFailed,
    long ExtrasFound = 0,
    long ExtrasDeleted = 0);

/// <summary>Where one object of a transfer is.</summary>
public enum ObjectState
{
    /// <summary>Planned, not yet copied.</summary>
    Pending,

    /// <summary>At the destination, not yet proven.</summary>
    Copied,

    /// <summary>Read back at the destination and right.</summary>
    Verified,

    /// <summary>Failed; the fault says why.</summary>
    Failed,

    /// <summary>Only the destination has it; it is to be deleted there.</summary>
    Extra,

    /// <summary>Only the destination had it, and it was deleted there.</summary>
    Deleted,
}

/// <summary>One object of a transfer: <c>GET /api/v1/transfers/{id}/objects</c>.</summary>
/// <param name="Sha256">Lower-case hex of the whole object, once verified.</param>
/// <param name="NotCopied">What the object has at the source and its copy has not, for example its tags.</param>
public sealed record ObjectView(
    string Key, long Size, ObjectState State, string? Sha256, Fault? Fault, IReadOnlyList<string>? NotCopied = null);
