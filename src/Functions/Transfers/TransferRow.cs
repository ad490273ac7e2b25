using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Transfers;

/// <summary>A transfer: row = <c>transfer|id</c>. It, and not its orchestration, says what its owner wants.</summary>
internal sealed class TransferRow : TableRow, IHasOwner
{
    public const string Partition = "transfers";

    public const string Prefix = "transfer|";

    public string Owner { get; set; } = string.Empty;

    public string? Label { get; set; }

    public string SourceJson { get; set; } = string.Empty;

    public string DestinationJson { get; set; } = string.Empty;

    public string SettingsJson { get; set; } = string.Empty;

    /// <summary>Gets or sets whose agents copy: the source's, or the destination's when the source has none.</summary>
    public string CopyNode { get; set; } = string.Empty;

    /// <summary>Gets or sets whose agents read back: the destination's, or the source's when the destination has none.</summary>
    public string VerifyNode { get; set; } = string.Empty;

    /// <summary>Gets or sets whether agents get the keys of the other side's store. Decided once: leases go by it.</summary>
    public KeyMode KeyMode { get; set; }

    /// <summary>Gets or sets why; absent in rows of earlier versions.</summary>
    public string? KeyModeReason { get; set; }

    /// <summary>Gets or sets how long signatures of the destination's agents hold.</summary>
    public int SignatureSeconds { get; set; }

    public TransferState State { get; set; }

    public DateTimeOffset StateSince { get; set; }

    public string? FaultJson { get; set; }

    /// <summary>Gets or sets the attempt: 1, and one more for each restart by a person.</summary>
    public int Attempt { get; set; }

    /// <summary>Gets or sets a value indicating whether this attempt takes up only objects that failed in an earlier one.</summary>
    public bool FailedOnly { get; set; }

    /// <summary>Gets or sets the orchestration's number: 1, and one more each time another one takes over.</summary>
    public int Run { get; set; }

    /// <summary>Gets or sets the number of the last stop or restart; an event with an older one is late and ignored.</summary>
    public int Order { get; set; }

    /// <summary>Gets or sets how many runs ended without getting anything done since <see cref="ProgressMark"/>.</summary>
    public int FruitlessRuns { get; set; }

    public long ProgressMark { get; set; }

    /// <summary>Gets or sets the attempt whose open uploads were aborted after it had been at rest for long; 0 for none.</summary>
    public int SweptAttempt { get; set; }

    public double? RttMilliseconds { get; set; }

    /// <summary>Gets or sets the W3C trace context of the request that made it; traces of its healing point there.</summary>
    public string? Traceparent { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>
    /// Gets or sets when it was deleted. From then on nobody sees it and it does nothing any more; the row stays until all
    /// else of it is removed, because what is removed is found by it.
    /// </summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public string GetId() => RowKey[Prefix.Length..];

    public string GetInstanceId() => InstanceId(GetId(), Run);

    /// <summary>Whose agents abort uploads that were left open: they need the destination's keys.</summary>
    public string GetSweepNode() => KeyMode == KeyMode.Keyless ? VerifyNode : CopyNode;

    public KeyHandling? GetKeys() => KeyModeReason is { } reason ? new KeyHandling(KeyMode, reason) : null;

    public Location GetSource() => Read<Location>(SourceJson)!;

    public Location GetDestination() => Read<Location>(DestinationJson)!;

    public TransferSettings GetSettings() => Read<TransferSettings>(SettingsJson)!;

    public DateTimeOffset? GetDeadline() => Read<TransferSettings>(SettingsJson)?.Deadline;

    public Fault? GetFault() => Read<Fault>(FaultJson);

    public void SetLocations(Location source, Location destination)
        => (SourceJson, DestinationJson) = (Write(source)!, Write(destination)!);

    public void SetSettings(TransferSettings settings) => SettingsJson = Write(settings)!;

    public void SetFault(Fault? fault) => FaultJson = Write(fault);

    /// <summary>Moves to a state if that is a legal step; says whether it moved.</summary>
    public bool TryMove(TransferState to, DateTimeOffset now)
    {
        if (DeletedAt is not null || !TransferStates.CanMove(State, to))
        {
            return false;
        }

        State = to;
        StateSince = now;
        EndedAt = TransferStates.IsAtRest(to) ? now : null;
        return true;
    }

    /// <summary>Whether it rests since before this moment with uploads that may still be open.</summary>
    public bool MayHaveOpenUploads(DateTimeOffset endedBefore)
        => TransferStates.IsAtRest(State) && State != TransferState.Succeeded
            && SweptAttempt != Attempt && EndedAt <= endedBefore;

    public static string InstanceId(string transferId, int run) => $"{transferId}.{run}";

    /// <summary>The transfer that an instance carries, by its id; null for an id that no transfer gives.</summary>
    public static string? TransferOf(string instanceId)
        => instanceId.LastIndexOf('.') is > 0 and var dot ? instanceId[..dot] : null;
}

/// <summary>Marks a transfer whose removal is not done: row = <c>deleted|id</c>, from its deletion until its row is gone.</summary>
internal sealed class DeletedTransferRow : TableRow
{
    public const string Prefix = "deleted|";

    public string GetId() => RowKey[Prefix.Length..];
}

/// <summary>
/// All that stays of a transfer: row = <c>gone|id</c>. The request that made it may come once more, and must not make it anew.
/// </summary>
internal sealed class GoneTransferRow : TableRow
{
    public const string Prefix = "gone|";
}

/// <summary>Marks a transfer that the timer function looks after: row = <c>active|id</c>, from start to end.</summary>
internal sealed class ActiveTransferRow : TableRow
{
    public const string Prefix = "active|";

    public string GetId() => RowKey[Prefix.Length..];
}
