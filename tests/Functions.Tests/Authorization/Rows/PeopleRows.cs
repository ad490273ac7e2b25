using DtnBox.Contracts.People;
using static DtnBox.Functions.Tests.Authorization.ColumnSets;

namespace DtnBox.Functions.Tests.Authorization.Rows;

internal static class PeopleRows
{
    public static Row[] All { get; } =
    [
        new("POST", "/me", SignedIn(200)),
        new("GET", "/me", SignedIn(200) with { Unknown = 403 }),

        // A token makes no tokens.
        new Row("POST", "/me/tokens", Members(201) with { TransferToken = 403 }).Json(new CreateToken("t", [TokenScope.Read])),
        new("GET", "/me/tokens", Members(200)),

        // Not even an administrator here: theirs is the address below.
        new("DELETE", "/me/tokens/{token}", Personal(204) with { Administrator = 404 }),
        new("GET", "/users/{owner}/tokens", Administrators(200)),
        new("DELETE", "/users/{owner}/tokens/{token}", Administrators(204)),
        new("GET", "/users", Administrators(200)),
        new("GET", "/users/{newcomer}", Administrators(200)),
        new("POST", "/users/{newcomer}/approve", Administrators(200)),
        new Row("PUT", "/users/{newcomer}/role", Administrators(200)).Json(new ChangeRole(Role.Operator)),
        new("POST", "/users/{newcomer}/disable", Administrators(200)),
        new("POST", "/users/{newcomer}/enable", Administrators(200)),
        new Row("POST", "/users/{newcomer}/hand-over", Administrators(202))
            .Json(things => Task.FromResult<object>(new HandOver(things.Owner))),
        new("GET", "/users/{leaver}/hand-over", Administrators(200)),
        new Row("POST", "/invitations", Administrators(201)).Json(new CreateInvitation()),
        new("GET", "/invitations", Administrators(200)),
        new("DELETE", "/invitations/{invitation}", Administrators(204)),
    ];
}
