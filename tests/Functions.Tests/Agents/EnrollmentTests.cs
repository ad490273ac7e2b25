using System.Security.Cryptography;
using DtnBox.Contracts.Agents;
using DtnBox.Functions.Agents;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace DtnBox.Functions.Tests.Agents;

public sealed class EnrollmentTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private EnrollmentCodes Codes => plane.Get<EnrollmentCodes>();

    private AgentTokens Tokens => plane.Get<AgentTokens>();

    [Fact]
    public async Task Spend_TheSameKeyAgain_GivesTheSameAgent()
    {
        string code = (await Codes.CreateAsync("site-a", Cancel)).Code;
        EnrolledAgent? first = await Codes.SpendAsync(new EnrollAgent(code, "key-1", "host", "1"), Cancel);
        EnrolledAgent? again = await Codes.SpendAsync(new EnrollAgent(code, "key-1", "host", "1"), Cancel);
        Assert.NotNull(first);
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Spend_AnotherKey_IsRefused()
    {
        string code = (await Codes.CreateAsync("site-a", Cancel)).Code;
        await Codes.SpendAsync(new EnrollAgent(code, "key-1", "host", "1"), Cancel);
        Assert.Null(await Codes.SpendAsync(new EnrollAgent(code, "key-2", "host", "1"), Cancel));
    }

    [Fact]
    public async Task Spend_Expired_IsRefused()
    {
        string code = (await Codes.CreateAsync("site-a", Cancel)).Code;
        plane.Time.Advance(TimeSpan.FromHours(25));
        Assert.Null(await Codes.SpendAsync(new EnrollAgent(code, "key-1", "host", "1"), Cancel));
    }

    [Fact]
    public async Task Spend_UnknownCode_IsRefused()
        => Assert.Null(await Codes.SpendAsync(new EnrollAgent("nonsense", "key-1", "host", "1"), Cancel));

    [Fact]
    public void Read_OwnToken_GivesTheAgentUntilItExpires()
    {
        var agent = new AgentId("site-a", "0123");
        string token = Tokens.Issue(agent, "key").AccessToken;
        Assert.Equal((agent, true, false), (Tokens.Read(token)!.Value.Agent, Tokens.Read(token)!.Value.IsForKey("key"), Tokens.Read(token)!.Value.IsForKey("other")));
        Assert.Null(Tokens.Read(token[..^4] + "AAAA"));
        plane.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Null(Tokens.Read(token));
    }

    [Theory]
    [InlineData("right", true)]
    [InlineData("wrong key", false)]
    [InlineData("wrong audience", false)]
    [InlineData("other agent", false)]
    [InlineData("expired", false)]
    [InlineData("valid too long", false)]
    public async Task IsValid_Assertions_OnlyTheRightOnePasses(string what, bool valid)
    {
        using ECDsa own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var agent = new AgentId("site-a", "0123");
        string issuer = what == "other agent" ? "site-a.4567" : agent.ToString();
        DateTime now = plane.Time.GetUtcNow().UtcDateTime;
        string assertion = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = what == "wrong audience" ? "elsewhere" : RequestAgentToken.AgentAudience,
                Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = issuer, ["jti"] = Guid.NewGuid().ToString() },
                Expires = what switch
                {
                    "expired" => now.AddMinutes(-10),
                    "valid too long" => now.AddHours(1),
                    _ => now.AddMinutes(2),
                },
                SigningCredentials = new SigningCredentials(
                    new ECDsaSecurityKey(what == "wrong key" ? other : own), SecurityAlgorithms.EcdsaSha256),
            });
        var row = new AgentRow { PublicKey = Convert.ToBase64String(own.ExportSubjectPublicKeyInfo()) };
        Assert.Equal(valid, await Tokens.IsValidAsync(agent, assertion, row));
    }
}
