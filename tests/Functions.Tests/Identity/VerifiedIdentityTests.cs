using System.Security.Claims;
using DtnBox.Functions.Identity;

namespace DtnBox.Functions.Tests.Identity;

public sealed class VerifiedIdentityTests
{
    private const string Tenant = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    private static readonly IdentityProvider Campus = new() { Name = "campus", Authority = "https://login.example" };
    private static readonly IdentityProvider Entra = new()
    {
        Name = "entra", Kind = "Entra", Authority = $"https://login.microsoftonline.com/{Tenant}/v2.0",
    };

    [Fact]
    public void From_Entra_IsTheObjectOfTheTenantWhateverTheVersionAndAppOfTheToken()
    {
        VerifiedIdentity? v1 = From(Entra, ("iss", $"https://sts.windows.net/{Tenant}/"), ("tid", Tenant), ("oid", "o1"), ("sub", "app-1"));
        VerifiedIdentity? v2 = From(Entra, ("iss", Entra.Authority), ("tid", Tenant), ("oid", "o1"), ("sub", "app-2"));
        Assert.Equal(v1!.Key, v2!.Key);
        Assert.NotEqual(v1.Key, From(Entra, ("tid", Tenant), ("oid", "o2"))!.Key);
    }

    [Fact]
    public void From_EntraOfAnotherTenantOrWithoutAnObject_IsNobody()
    {
        Assert.Null(From(Entra, ("tid", Guid.NewGuid().ToString()), ("oid", "o1")));
        Assert.Null(From(Entra, ("tid", Tenant), ("sub", "app-1")));
    }

    [Fact]
    public void From_TheSameSubjectOfTwoIssuers_IsTwoPeople()
        => Assert.NotEqual(
            From(Campus, ("iss", "https://a.example"), ("sub", "1"))!.Key, From(Campus, ("iss", "https://b.example"), ("sub", "1"))!.Key);

    [Theory]
    [InlineData("true", false, true)]
    [InlineData("True", false, true)]
    [InlineData("false", false, false)]
    [InlineData("1", false, false)]
    [InlineData(null, false, false)]
    [InlineData("false", true, true)]
    public void From_Email_CountsAsVerifiedByClaimOrBySetting(string? claim, bool trusted, bool verified)
    {
        var provider = new IdentityProvider { Name = "campus", TrustEmail = trusted };
        List<(string, string)> claims = [("iss", "i"), ("sub", "s"), ("email", "ada@uni.example")];
        if (claim is not null)
        {
            claims.Add(("email_verified", claim));
        }

        Assert.Equal(verified, From(provider, [.. claims])!.EmailVerified);
    }

    [Fact]
    public void From_NoEmail_IsNeverVerified()
        => Assert.False(From(new IdentityProvider { TrustEmail = true }, ("iss", "i"), ("sub", "s"))!.EmailVerified);

    [Fact]
    public void From_NoName_IsCalledByWhatThereIs()
    {
        Assert.Equal("ada", From(Campus, ("iss", "i"), ("sub", "s"), ("preferred_username", "ada"))!.Name);
        Assert.Equal("s", From(Campus, ("iss", "i"), ("sub", "s"))!.Name);
    }

    private static VerifiedIdentity? From(IdentityProvider provider, params (string Name, string Value)[] claims)
        => VerifiedIdentity.From(
            new ClaimsPrincipal(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Name, claim.Value)), "test")), provider);
}
