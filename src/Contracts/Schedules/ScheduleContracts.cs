using DtnBox.Contracts.Transfers;

namespace DtnBox.Contracts.Schedules;

/// <summary>
/// Starts transfers by itself, once or again and again: <c>POST /api/v1/schedules</c> with an <c>Idempotency-Key</c>
/// header, or <c>PUT /api/v1/schedules/{id}</c> to change all of one.
/// </summary>
/// <param name="Transfer">What is started each time. It cannot have a deadline, which is one moment.</param>
/// <param name="StartAt">When, once. Either this or <paramref name="Recurrence"/>.</param>
/// <param name="Recurrence">When, again and again.</param>
/// <param name="Label">What people read in lists, up to 200 characters.</param>
/// <param name="Enabled">Whether it starts anything at all.</param>
public sealed record CreateSchedule(
    CreateTransfer Transfer,
    DateTimeOffset? StartAt = null,
    Recurrence? Recurrence = null,
    string? Label = null,
    bool Enabled = true);

/// <summary>Moments that come back.</summary>
/// <param name="Cron">Five fields: minute, hour, day of month, month, day of week.</param>
/// <param name="TimeZone">
/// The IANA name of the zone that the fields are in. A time that a clock change leaves out comes right after it; one
/// that comes twice is taken once.
/// </param>
public sealed record Recurrence(string Cron, string TimeZone = "UTC");

/// <summary>A schedule, as its owner sees it.</summary>
/// <param name="Id">The schedule's id.</param>
/// <param name="Label">Its label, if it has one.</param>
/// <param name="Owner">Whose rights its transfers have.</param>
/// <param name="Transfer">What is started each time.</param>
/// <param name="StartAt">When, once.</param>
/// <param name="Recurrence">When, again and again.</param>
/// <param name="Enabled">Whether it starts anything at all.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="NextRun">When it is due next; absent when it is not enabled, or over.</param>
/// <param name="LastRun">When it was last due, whether a transfer was started or not.</param>
/// <param name="LastTransferId">The transfer it started last.</param>
/// <param name="LastFault">Why no transfer was started the last time; absent when one was.</param>
public sealed record ScheduleView(
    string Id,
    string? Label,
    string Owner,
    CreateTransfer Transfer,
    DateTimeOffset? StartAt,
    Recurrence? Recurrence,
    bool Enabled,
    DateTimeOffset CreatedAt,
    DateTimeOffset? NextRun,
    DateTimeOffset? LastRun,
    string? LastTransferId,
    Fault? LastFault);
