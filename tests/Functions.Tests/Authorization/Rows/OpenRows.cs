using static DtnBox.Functions.Tests.Authorization.ColumnSets;

namespace DtnBox.Functions.Tests.Authorization.Rows;

/// <summary>What anybody may ask, and what nobody finds.</summary>
internal static class OpenRows
{
    public static Row[] All { get; } =
    [
        new("GET", "/health", Everyone(200)),
        new("GET", "/sign-in", Everyone(200)),
        new("GET", "/{document=openapi}.json", Everyone(200)),
        new("*", "~/{path=no-such-thing}", Everyone(404)),
    ];
}
