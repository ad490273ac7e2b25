using DtnBox.Functions.Tests.Authorization.Rows;

namespace DtnBox.Functions.Tests.Authorization;

/// <summary>All rows, by capability. A new endpoint needs one in the list of its capability.</summary>
internal static class AuthorizationTable
{
    public static CallerKind[] Callers { get; } = Enum.GetValues<CallerKind>();

    public static (string Title, Row[] Rows)[] Chapters { get; } =
    [
        ("For everybody", OpenRows.All),
        ("People", PeopleRows.All),
        ("Nodes", NodeRows.All),
        ("Grants", GrantRows.All),
        ("Transfers", TransferRows.All),
        ("Schedules", ScheduleRows.All),
        ("Audit", AuditRows.All),
        ("Agents", AgentRows.All),
    ];

    public static IEnumerable<Row> Rows => Chapters.SelectMany(chapter => chapter.Rows);

    public static string Size(int endpoints, int cells)
        => $"authorization table: {endpoints} endpoints x {Callers.Length} callers = {cells} cells";
}
