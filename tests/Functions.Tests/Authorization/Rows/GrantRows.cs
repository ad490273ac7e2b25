using DtnBox.Contracts.Grants;
using static DtnBox.Functions.Tests.Authorization.ColumnSets;

namespace DtnBox.Functions.Tests.Authorization.Rows;

internal static class GrantRows
{
    public static Row[] All { get; } =
    [
        new("GET", "/grants", Members(200)),
        new("GET", "/nodes/{node}/grants", Grantors(200)),

        // Who gives rights at a node does more than a token for transfers may.
        new Row("POST", "/nodes/{node}/grants", Grantors(201) with { TransferToken = 403 })
            .Json(things => Task.FromResult<object>(new CreateGrant(things.Member, Right.Read, "data", things.Now.AddDays(1)))),
        new("DELETE", "/nodes/{node}/grants/{grant}", Grantors(204) with { TransferToken = 403 }),
        new("GET", "/nodes/{node}/access", Visitors(200)),
        new("GET", "/nodes/{node}/access?user={member}", Grantors(200)) { Note = "of somebody else" },
    ];
}
