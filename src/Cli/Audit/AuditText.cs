using DtnBox.Cli.Text;
using DtnBox.Contracts.Audit;

namespace DtnBox.Cli.Audit;

/// <summary>Entries of the audit in words.</summary>
internal static class AuditText
{
    public static string Table(IReadOnlyList<AuditEntry> entries) => entries.Count == 0
        ? "No entries."
        : Columns.From(
            ["AT", "WHO", "ACTION", "THING", "OUTCOME", "FROM", "WHY"],
            [.. entries.Select(entry => new[]
            {
                Figures.Moment(entry.At),
                Printable.From(Who(entry.Actor)),
                entry.Action,
                Printable.From(entry.Thing is { } thing ? $"{thing.Kind} {thing.Id}".TrimEnd() : string.Empty),
                entry.Count is { } count ? $"{entry.Outcome} ×{count}" : $"{entry.Outcome}",
                Printable.From(entry.Origin?.Address ?? string.Empty),
                Printable.From(entry.Problem ?? string.Empty),
            })]);

    private static string Who(AuditActor actor)
    {
        string who = actor.Id ?? actor.Kind.ToString().ToLowerInvariant();
        string token = actor.TokenId is { } id ? $" (token {id})" : string.Empty;
        return actor.InNameOf is { } name ? $"{who}{token} for {name}" : who + token;
    }
}
