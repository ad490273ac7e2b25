using DtnBox.Contracts;
using DtnBox.Contracts.People;
using DtnBox.Testing;

namespace DtnBox.Functions.Tests.Identity;

/// <summary>Access tokens of an OpenID provider, and of those who would like to be one.</summary>
public sealed class ProviderTokenTests : IAsyncLifetime
{
    private const string Me = "/api/v1/me";

    private PeopleApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await PeopleApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Me_GoodToken_IsTheSameUserEachTime()
    {
        UserView first = await _app.AskAsync<UserView>("POST", Me, _app.TokenOf("ada"));
        Assert.Equal(("ada of campus", "ada@campus.example", true), (first.Name, first.Email, first.EmailVerified));
        Assert.Equal((UserState.Active, Role.Administrator, "campus"), (first.State, first.Role, first.Provider));
        Assert.Matches("^u-[0-9a-f]{16}$", first.Id);
        Assert.Equal(first.Id, (await _app.AskAsync<UserView>("POST", Me, _app.TokenOf("ada"))).Id);
        Assert.Equal(first.Id, (await _app.AskAsync<UserView>("GET", Me, _app.TokenOf("ada"))).Id);
    }

    [Theory]
    [InlineData("no subject")]
    [InlineData("no expiry")]
    [InlineData("expired")]
    [InlineData("not yet valid")]
    [InlineData("another audience")]
    [InlineData("another issuer")]
    [InlineData("an issuer that looks alike")]
    [InlineData("tampered")]
    [InlineData("signed by somebody else")]
    [InlineData("HS256 with the public key")]
    [InlineData("unsigned")]
    [InlineData("no token at all")]
    public async Task Me_ASpoiltToken_IsRefused(string how)
    {
        // The key is known already, so nothing is refused for want of metadata.
        await _app.AskAsync<UserView>("POST", Me, _app.TokenOf("ada"));
        Assert.Equal(401, (await _app.TryAsync("POST", Me, await SpoilAsync(how))).Status);
    }

    [Theory]
    [InlineData("nbf", 59)]
    [InlineData("exp", -59)]
    public async Task Me_AClockThatDiffersByLessThanAMinute_DoesNotMatter(string claim, int seconds)
    {
        Dictionary<string, object> claims = _app.Claims("ada");
        claims[claim] = _app.Time.GetUtcNow().ToUnixTimeSeconds() + seconds;
        Assert.Equal(200, (await _app.TryAsync("POST", Me, _app.Provider.Sign(claims))).Status);
    }

    [Fact]
    public async Task Me_TheProviderChangedItsKey_IsAcceptedOnceTheMetadataWereReadAgain()
    {
        await _app.AskAsync<UserView>("POST", Me, _app.TokenOf("ada"));
        string old = _app.TokenOf("ada");
        _app.Provider.Rotate();
        await Eventually.ThatAsync(
            async () => (await _app.TryAsync("GET", Me, _app.TokenOf("ada"))).Status == 200,
            TimeSpan.FromSeconds(30),
            "a token of the new key is accepted",
            TestContext.Current.CancellationToken);
        Assert.Equal(401, (await _app.TryAsync("GET", Me, old)).Status);
    }

    [Fact]
    public async Task Doors_BeforeTheSignUp_SayHowToSignUp()
    {
        (int status, string text) = await _app.TryAsync("GET", "/door/Member", _app.TokenOf("eve"));
        Assert.Equal(403, status);
        Assert.Contains("Sign up first", text, StringComparison.Ordinal);
        Assert.Equal(403, (await _app.TryAsync("GET", Me, _app.TokenOf("eve"))).Status);
    }

    [Fact]
    public async Task Doors_PendingThenApprovedThenDisabled_FollowWithinHalfAMinute()
    {
        string ada = _app.TokenOf("ada");
        string bob = _app.TokenOf("bob");
        await _app.AskAsync<UserView>("POST", Me, ada);
        UserView pending = await _app.AskAsync<UserView>("POST", Me, bob);
        Assert.Equal(UserState.Pending, pending.State);
        (int status, string text) = await _app.TryAsync("GET", "/door/Member", bob);
        Assert.Equal(403, status);
        Assert.Contains("Ask an administrator to approve you", text, StringComparison.Ordinal);

        await _app.AskAsync<UserView>("POST", $"/api/v1/users/{pending.Id}/approve", ada, new ApproveUser(Role.Operator));
        Assert.Equal(200, (await _app.TryAsync("POST", "/door/Operator", bob)).Status);
        Assert.Equal(403, (await _app.TryAsync("POST", "/door/Administrator", bob)).Status);

        // Another instance disables him: this one may believe what it read for 30 s, and no longer.
        await _app.Get<Functions.Storage.StorageAccount>().Users.UpsertEntityAsync(
            new Azure.Data.Tables.TableEntity("users", $"user|{pending.Id}") { ["State"] = "Disabled" },
            cancellationToken: TestContext.Current.CancellationToken);
        _app.Time.Advance(TimeSpan.FromSeconds(30));
        (status, text) = await _app.TryAsync("GET", "/door/Member", bob);
        Assert.Equal(403, status);
        Assert.Contains("has been disabled", text, StringComparison.Ordinal);
        Assert.Equal(403, (await _app.TryAsync("POST", Me, bob)).Status);
    }

    [Fact]
    public async Task Doors_ThatNameNoPolicy_LetNobodyIn()
    {
        string ada = _app.TokenOf("ada");
        await _app.AskAsync<UserView>("POST", Me, ada);
        Assert.Equal(403, (await _app.TryAsync("GET", "/door/unnamed", ada)).Status);
        Assert.Equal(401, (await _app.TryAsync("GET", "/door/unnamed", null)).Status);
    }

    [Fact]
    public async Task SignIn_Providers_AreToldToAnybody()
        => Assert.Equal(
            new SignInProvider("campus", "Oidc", _app.Provider.Issuer, "dtnbox-cli", PeopleApp.Audience),
            Assert.Single((await _app.AskAsync<Page<SignInProvider>>("GET", "/api/v1/sign-in", null)).Items));

    private async Task<string> SpoilAsync(string how)
    {
        Dictionary<string, object> claims = _app.Claims("ada");
        long now = _app.Time.GetUtcNow().ToUnixTimeSeconds();
        switch (how)
        {
            case "no subject":
                claims.Remove("sub");
                break;
            case "no expiry":
                claims.Remove("exp");
                break;
            case "expired":
                claims["nbf"] = now - 3600;
                claims["exp"] = now - 61;
                break;
            case "not yet valid":
                claims["nbf"] = now + 62;
                break;
            case "another audience":
                claims["aud"] = "another-api";
                break;
            case "another issuer":
                claims["iss"] = "https://login.example";
                break;
            case "an issuer that looks alike":
                claims["iss"] = _app.Provider.Issuer + "/";
                break;
            case "tampered":
                string[] parts = _app.Provider.Sign(claims).Split('.');
                claims["sub"] = "root";
                return $"{parts[0]}.{_app.Provider.Sign(claims).Split('.')[1]}.{parts[2]}";
            case "signed by somebody else":
                await using (OpenIdProviderSimulator other = await OpenIdProviderSimulator.StartAsync())
                {
                    return other.Sign(claims);
                }

            case "HS256 with the public key":
                return _app.Provider.SignWithPublicKey(claims);
            case "unsigned":
                return _app.Provider.WithoutSignature(claims);
            case "no token at all":
                return "a.b.c";
        }

        return _app.Provider.Sign(claims);
    }
}
