using DtnBox.Contracts;
using DtnBox.Contracts.Schedules;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Schedules;

/// <summary>A schedule: row = <c>schedule|id</c>.</summary>
internal sealed class ScheduleRow : TableRow, IHasOwner
{
    public const string Partition = "schedules";

    public const string Prefix = "schedule|";

    public string Owner { get; set; } = string.Empty;

    public string? Label { get; set; }

    public string TransferJson { get; set; } = string.Empty;

    public DateTimeOffset? StartAt { get; set; }

    public string? RecurrenceJson { get; set; }

    public bool Enabled { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Gets or sets when it is due; its <see cref="DueRow"/> comes and goes with it.</summary>
    public DateTimeOffset? NextRun { get; set; }

    public DateTimeOffset? LastRun { get; set; }

    public string? LastTransferId { get; set; }

    public string? LastFaultJson { get; set; }

    public string GetId() => RowKey[Prefix.Length..];

    public CreateTransfer GetTransfer() => Read<CreateTransfer>(TransferJson)!;

    public Recurrence? GetRecurrence() => Read<Recurrence>(RecurrenceJson);

    /// <summary>Takes over what was asked for, and with it when it is due next.</summary>
    public void Set(CreateSchedule asked, DateTimeOffset now)
    {
        Label = asked.Label;
        TransferJson = Write(asked.Transfer)!;
        StartAt = asked.StartAt;
        RecurrenceJson = Write(asked.Recurrence);
        Enabled = asked.Enabled;
        NextRun = !asked.Enabled ? null : asked.Recurrence is { } recurrence ? Occurrences.Next(recurrence, now) : asked.StartAt;
    }

    /// <summary>Notes what came of the occurrence that was due. What was missed besides it is not made up for.</summary>
    public void Advance(string? transferId, Fault? fault, DateTimeOffset now)
    {
        LastRun = NextRun;
        LastTransferId = transferId ?? LastTransferId;
        LastFaultJson = Write(fault);
        NextRun = GetRecurrence() is { } recurrence ? Occurrences.Next(recurrence, now) : null;
        Enabled = NextRun is not null;
    }

    public ScheduleView View() => new(
        GetId(),
        Label,
        Owner,
        GetTransfer(),
        StartAt,
        GetRecurrence(),
        Enabled,
        CreatedAt,
        NextRun,
        LastRun,
        LastTransferId,
        Read<Fault>(LastFaultJson));
}

/// <summary>When a schedule is due: row = <c>due|time|id</c>, so that the timer function reads only what is due.</summary>
internal sealed class DueRow : TableRow
{
    public const string Prefix = "due|";

    public string ScheduleId { get; set; } = string.Empty;

    public static string Key(DateTimeOffset at, string scheduleId) => $"{Until(at)}|{scheduleId}";

    /// <summary>What the keys of everything due before a moment are less than.</summary>
    public static string Until(DateTimeOffset at) => $"{Prefix}{at.UtcTicks:D19}";
}
