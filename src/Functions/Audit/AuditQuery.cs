using System.Text.RegularExpressions;
using Azure.Data.Tables;
using DtnBox.Contracts.Audit;
using DtnBox.Functions.Api;
using Microsoft.AspNetCore.Mvc;

namespace DtnBox.Functions.Audit;

/// <summary>Which entries are asked for.</summary>
/// <param name="Actor">By whom, or in whose name: an id.</param>
/// <param name="Action">What the action's name begins with.</param>
/// <param name="Thing">A kind of thing, or <c>kind:id</c>.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="From">From this moment on.</param>
/// <param name="Until">Before this moment.</param>
internal sealed partial record AuditQuery(
    [FromQuery(Name = "actor")] string? Actor,
    [FromQuery(Name = "action")] string? Action,
    [FromQuery(Name = "thing")] string? Thing,
    [FromQuery(Name = "outcome")] AuditOutcome? Outcome,
    [FromQuery(Name = "from")] DateTimeOffset? From,
    [FromQuery(Name = "until")] DateTimeOffset? Until)
{
    /// <summary>How far back is looked when nobody says how far.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromDays(31);

    public FieldErrors Check(bool rangeRequired)
    {
        var errors = new FieldErrors();
        errors.Require(
            !rangeRequired || (From is not null && Until is not null), "from", "is required, and so is 'until': the time to export.");
        errors.Require(From is null || Until is null || From < Until, "until", "must be after 'from'.");
        errors.Require(
            Action is null || ActionPattern().IsMatch(Action),
            "action",
            "must be how an action's name begins, for example 'node.' or 'grant.create'.");
        return errors;
    }

    /// <summary>The filter for the table service.</summary>
    /// <param name="now">What is looked back from.</param>
    /// <param name="after">The last entry that is known, by its keys.</param>
    public string Filter(DateTimeOffset now, (string Partition, string Row)? after)
    {
        DateTimeOffset until = Until ?? now.AddMinutes(1);
        DateTimeOffset from = From ?? until - Usual;
        List<string> terms =
        [
            TableClient.CreateQueryFilter(
                $"PartitionKey ge {AuditRow.PartitionOf(until)} and PartitionKey le {AuditRow.PartitionOf(from)}"),
            TableClient.CreateQueryFilter($"At ge {from} and At lt {until}"),
        ];
        if (after is { } last)
        {
            terms.Add(TableClient.CreateQueryFilter(
                $"(PartitionKey gt {last.Partition} or (PartitionKey eq {last.Partition} and RowKey gt {last.Row}))"));
        }

        if (Actor is not null)
        {
            terms.Add(TableClient.CreateQueryFilter($"(ActorId eq {Actor} or InNameOf eq {Actor})"));
        }

        if (Action is not null)
        {
            terms.Add(TableClient.CreateQueryFilter($"Action ge {Action} and Action lt {Action + "~"}"));
        }

        if (Thing is not null)
        {
            int colon = Thing.IndexOf(':', StringComparison.Ordinal);
            terms.Add(colon < 0
                ? TableClient.CreateQueryFilter($"ThingKind eq {Thing}")
                : TableClient.CreateQueryFilter($"ThingKind eq {Thing[..colon]} and ThingId eq {Thing[(colon + 1)..]}"));
        }

        if (Outcome is { } outcome)
        {
            terms.Add(TableClient.CreateQueryFilter($"Outcome eq {outcome.ToString()}"));
        }

        return string.Join(" and ", terms);
    }

    [GeneratedRegex("^[a-z][a-z.-]{0,60}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ActionPattern();
}
