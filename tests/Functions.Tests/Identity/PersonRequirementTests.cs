using System.Security.Claims;
using DtnBox.Contracts.People;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Users;

namespace DtnBox.Functions.Tests.Identity;

/// <summary>The whole table of roles, scopes, states and methods.</summary>
public sealed class PersonRequirementTests
{
    private static readonly (PersonRequirement Policy, string Name)[] Policies =
    [
        (new PersonRequirement(null, TokenScope.Transfer), "SignedIn"),
        (new PersonRequirement(Role.Member, TokenScope.Transfer), "Member"),
        (new PersonRequirement(Role.Operator, TokenScope.Node), "Operator"),
        (new PersonRequirement(Role.Administrator, TokenScope.Admin), "Administrator"),
    ];

    [Theory]
    [InlineData("SignedIn", "Member", true)]
    [InlineData("Member", "Member", true)]
    [InlineData("Member", "Operator", true)]
    [InlineData("Member", "Administrator", true)]
    [InlineData("Operator", "Member", false)]
    [InlineData("Operator", "Operator", true)]
    [InlineData("Operator", "Administrator", true)]
    [InlineData("Administrator", "Member", false)]
    [InlineData("Administrator", "Operator", false)]
    [InlineData("Administrator", "Administrator", true)]
    public void Check_SignedInThemselves_TheRoleDecidesForEveryMethod(string policy, string role, bool allowed)
    {
        foreach (string method in new[] { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" })
        {
            Assert.Equal(allowed, Check(policy, Person(UserState.Active, Enum.Parse<Role>(role)), method) is null);
        }
    }

    [Theory]
    [InlineData("SignedIn", "Read", true, false)]
    [InlineData("SignedIn", "Transfer", true, true)]
    [InlineData("SignedIn", "Node", false, false)]
    [InlineData("SignedIn", "Admin", false, false)]
    [InlineData("Member", "Read", true, false)]
    [InlineData("Member", "Transfer", true, true)]
    [InlineData("Member", "Node", false, false)]
    [InlineData("Member", "Admin", false, false)]
    [InlineData("Operator", "Read", true, false)]
    [InlineData("Operator", "Transfer", false, false)]
    [InlineData("Operator", "Node", true, true)]
    [InlineData("Operator", "Admin", false, false)]
    [InlineData("Administrator", "Read", true, false)]
    [InlineData("Administrator", "Transfer", false, false)]
    [InlineData("Administrator", "Node", false, false)]
    [InlineData("Administrator", "Admin", true, true)]
    public void Check_ATokenOfAnAdministrator_ItsScopeDecides(string policy, string scope, bool reads, bool writes)
    {
        ClaimsPrincipal person = Person(UserState.Active, Role.Administrator, Enum.Parse<TokenScope>(scope));
        Assert.Equal((reads, reads), (Check(policy, person, "GET") is null, Check(policy, person, "HEAD") is null));
        foreach (string method in new[] { "POST", "PUT", "PATCH", "DELETE" })
        {
            Assert.Equal(writes, Check(policy, person, method) is null);
        }
    }

    [Fact]
    public void Check_ATokenWithAllScopes_GivesNoMoreThanTheRole()
    {
        ClaimsPrincipal person = Person(UserState.Active, Role.Member, Enum.GetValues<TokenScope>());
        Assert.Null(Check("Member", person, "POST"));
        Assert.NotNull(Check("Operator", person, "GET"));
        Assert.NotNull(Check("Administrator", person, "GET"));
    }

    [Theory]
    [InlineData(UserState.Pending, true)]
    [InlineData(UserState.Disabled, false)]
    public void Check_NotActive_AtMostSignsIn(UserState state, bool signsIn)
    {
        ClaimsPrincipal person = Person(state, Role.Administrator);
        Assert.Equal(signsIn, Check("SignedIn", person, "POST") is null);
        Assert.All(["Member", "Operator", "Administrator"], policy => Assert.NotNull(Check(policy, person, "GET")));
    }

    [Fact]
    public void Check_ATokenWithoutTheScope_SaysWhichOneIsMissing()
        => Assert.Equal(
            "This API token has the scopes Read, and this needs Node.",
            Check("Operator", Person(UserState.Active, Role.Operator, TokenScope.Read), "POST")!.Detail);

    private static Refusal? Check(string policy, ClaimsPrincipal person, string method)
        => Policies.Single(known => known.Name == policy).Policy.Check(person, method);

    private static ClaimsPrincipal Person(UserState state, Role role, params TokenScope[] scopes)
    {
        var user = new UserRow { RowKey = UserRow.Prefix + UserId.New(), State = state, Role = role };
        IEnumerable<Claim> token = scopes.Length == 0 ? [] : [new Claim(PersonClaims.Token, "t1")];
        return PersonClaims.Of(user, "test", [.. token, .. scopes.Select(scope => new Claim(PersonClaims.Scope, scope.ToString()))]);
    }
}
