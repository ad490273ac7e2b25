using System.Globalization;
using System.Security.Cryptography;
using DtnBox.Contracts.Audit;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Audit;

/// <summary>One entry: partition = what is left of the calendar by day, row = what is left of the clock, and chance.</summary>
/// <remarks>So a range of days read in key order comes newest first, and no partition is written to for ever.</remarks>
internal sealed class AuditRow : TableRow
{
    private const int EndOfCalendar = 99_999_999;

    private const char Separator = '-';

    public DateTimeOffset At { get; set; }

    public ActorKind ActorKind { get; set; }

    public string? ActorId { get; set; }

    public string? TokenId { get; set; }

    public string? InNameOf { get; set; }

    public string Action { get; set; } = string.Empty;

    public string? ThingKind { get; set; }

    public string? ThingId { get; set; }

    public string? Address { get; set; }

    public string? UserAgent { get; set; }

    public AuditOutcome Outcome { get; set; }

    public string? Problem { get; set; }

    public string? TraceId { get; set; }

    public long? Count { get; set; }

    public static AuditRow New(DateTimeOffset at, string action) => new()
    {
        PartitionKey = PartitionOf(at),
        RowKey = $"{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}",
        At = at,
        Action = action,
    };

    /// <summary>The partition of a day; that of a later day sorts before it.</summary>
    public static string PartitionOf(DateTimeOffset day)
        => (EndOfCalendar - int.Parse($"{day.UtcDateTime:yyyyMMdd}", CultureInfo.InvariantCulture)).ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>The keys of an entry by its id; null when it is none.</summary>
    public static (string Partition, string Row)? KeysOf(string id)
        => id.Split(Separator) is [{ Length: 8 } partition, { Length: 27 } row]
            && partition.All(char.IsAsciiDigit) && row.All(char.IsAsciiHexDigit)
            ? (partition, row)
            : null;

    public string GetId() => $"{PartitionKey}{Separator}{RowKey}";

    public AuditEntry View() => new(
        GetId(),
        At,
        new AuditActor(ActorKind, ActorId, TokenId, InNameOf),
        Action,
        Outcome,
        ThingKind is null ? null : new AuditThing(ThingKind, ThingId),
        Address is null ? null : new AuditOrigin(Address, UserAgent),
        Problem,
        TraceId,
        Count);
}
