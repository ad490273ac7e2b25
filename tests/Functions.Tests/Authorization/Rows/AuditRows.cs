using static DtnBox.Functions.Tests.Authorization.ColumnSets;

namespace DtnBox.Functions.Tests.Authorization.Rows;

internal static class AuditRows
{
    public static Row[] All { get; } =
    [
        new("GET", "/audit", Administrators(200)),
        new("GET", "/audit/export?from=2026-03-01T00:00:00Z&until=2026-03-02T00:00:00Z", Administrators(200)),
    ];
}
