using DtnBox.Cli.Text;
using DtnBox.Contracts.Grants;

namespace DtnBox.Cli.Grants;

/// <summary>Grants and what follows from them in words.</summary>
internal static class GrantText
{
    public static string One(GrantView grant) => Printable.From(
        $"{grant.Id}: {To(grant)} may {Verb(grant.Right)} {Place(grant)} until {Figures.Moment(grant.Until)}.");

    public static string Table(IReadOnlyList<GrantView> grants, DateTimeOffset now) => grants.Count == 0
        ? "No grants. Give one with: dtnbox grant add SITE:BUCKET/PREFIX --to WHO --right Read --until 30d"
        : Columns.From(
            ["ID", "TO", "RIGHT", "PLACE", "UNTIL", "BY", "NOTE"],
            [.. grants.Select(grant => new[]
            {
                grant.Id,
                Printable.From(To(grant)),
                $"{grant.Right}",
                Printable.From(Place(grant)),
                grant.Until > now ? Figures.Moment(grant.Until) : $"ended {Figures.Moment(grant.Until)}",
                Printable.From(Named.Text(grant.GrantedBy, grant.GrantedByName)),
                Printable.From(grant.Note ?? string.Empty),
            })]);

    public static string Access(AccessView access) => access.Access.Count == 0
        ? Printable.From($"{access.User} may do nothing with the data of {access.NodeId}.")
        : Columns.From(
            ["RIGHT", "PLACE", "UNTIL", "WHY"],
            [.. access.Access.Select(entry => new[]
            {
                $"{entry.Right}",
                Printable.From(entry.Bucket is { } bucket ? $"{access.NodeId}:{bucket}/{entry.Prefix}" : $"{access.NodeId}, all of it"),
                entry.Until is { } until ? Figures.Moment(until) : "for ever",
                Printable.From(entry.Why),
            })]);

    private static string To(GrantView grant) => Named.Text(
        grant.To,
        grant.ToEmail is { } email && grant.ToName is { } name && !string.Equals(name, email, StringComparison.OrdinalIgnoreCase)
            ? $"{name}, {email}"
            : grant.ToName);

    private static string Verb(Right right) => right == Right.Read ? "read" : "write to";

    private static string Place(GrantView grant) => $"{grant.NodeId}:{grant.Bucket}/{grant.Prefix}";
}
