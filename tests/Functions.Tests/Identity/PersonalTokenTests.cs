using DtnBox.Contracts;
using DtnBox.Contracts.People;

namespace DtnBox.Functions.Tests.Identity;

/// <summary>Personal API tokens over HTTP: made by a person, used by a script.</summary>
public sealed class PersonalTokenTests : IAsyncLifetime
{
    private const string Me = "/api/v1/me";
    private const string Mine = "/api/v1/me/tokens";

    private PeopleApp _app = null!;
    private string _ada = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _app = await PeopleApp.StartAsync();
        _ada = _app.TokenOf("ada");
        await _app.AskAsync<UserView>("POST", Me, _ada);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Token_WithTheScopeRead_ReadsAndDoesNothingElse()
    {
        NewToken token = await MakeAsync(_ada, TokenScope.Read);
        Assert.Equal(200, (await _app.TryAsync("GET", "/door/Administrator", token.Secret)).Status);
        (int status, string text) = await _app.TryAsync("POST", "/door/Member", token.Secret);
        Assert.Equal(403, status);
        Assert.Contains("this needs Transfer", text, StringComparison.Ordinal);
        Assert.Equal("ada of campus", (await _app.AskAsync<UserView>("GET", Me, token.Secret)).Name);
    }

    [Fact]
    public async Task Token_OfSomebodyWhoIsDemoted_LosesWhatTheRoleGave()
    {
        string bob = _app.TokenOf("bob");
        string id = (await _app.AskAsync<UserView>("POST", Me, bob)).Id;
        await _app.AskAsync<UserView>("POST", $"/api/v1/users/{id}/approve", _ada, new ApproveUser(Role.Operator));
        NewToken token = await MakeAsync(bob, TokenScope.Node);
        Assert.Equal(200, (await _app.TryAsync("POST", "/door/Operator", token.Secret)).Status);
        await _app.AskAsync<UserView>("PUT", $"/api/v1/users/{id}/role", _ada, new ChangeRole(Role.Member));
        Assert.Equal(403, (await _app.TryAsync("POST", "/door/Operator", token.Secret)).Status);
        await _app.AskAsync<UserView>("POST", $"/api/v1/users/{id}/disable", _ada);
        Assert.Equal(403, (await _app.TryAsync("GET", "/door/Operator", token.Secret)).Status);
    }

    [Fact]
    public async Task Token_MakesNoOtherToken()
    {
        NewToken token = await MakeAsync(_ada, TokenScope.Transfer, TokenScope.Admin);
        Assert.Equal(403, (await _app.TryAsync("POST", Mine, token.Secret, new CreateToken("more", [TokenScope.Admin]))).Status);
    }

    [Fact]
    public async Task Token_Revoked_IsRefusedAtOnce()
    {
        NewToken token = await MakeAsync(_ada, TokenScope.Read);
        Assert.Equal(token.Token.Id, Assert.Single((await _app.AskAsync<Page<TokenView>>("GET", Mine, _ada)).Items).Id);
        Assert.Equal(204, (await _app.TryAsync("DELETE", $"{Mine}/{token.Token.Id}", _ada)).Status);
        Assert.Equal(401, (await _app.TryAsync("GET", Me, token.Secret)).Status);
        Assert.Equal(404, (await _app.TryAsync("DELETE", $"{Mine}/{token.Token.Id}", _ada)).Status);
    }

    [Fact]
    public async Task Token_OfSomebodyElse_IsForAdministratorsOnly()
    {
        string bob = _app.TokenOf("bob");
        string id = (await _app.AskAsync<UserView>("POST", Me, bob)).Id;
        await _app.AskAsync<UserView>("POST", $"/api/v1/users/{id}/approve", _ada);
        NewToken token = await MakeAsync(bob, TokenScope.Read);
        string path = $"/api/v1/users/{id}/tokens";
        Assert.Equal(403, (await _app.TryAsync("GET", path, bob)).Status);
        Assert.Single((await _app.AskAsync<Page<TokenView>>("GET", path, _ada)).Items);
        Assert.Equal(204, (await _app.TryAsync("DELETE", $"{path}/{token.Token.Id}", _ada)).Status);
        Assert.Equal(401, (await _app.TryAsync("GET", Me, token.Secret)).Status);
    }

    [Fact]
    public async Task Users_TheLastAdministrator_CanBeNeitherDisabledNorDemoted()
    {
        string id = (await _app.AskAsync<UserView>("GET", Me, _ada)).Id;
        Assert.Equal(409, (await _app.TryAsync("POST", $"/api/v1/users/{id}/disable", _ada)).Status);
        Assert.Equal(409, (await _app.TryAsync("PUT", $"/api/v1/users/{id}/role", _ada, new ChangeRole(Role.Member))).Status);
    }

    [Fact]
    public async Task HandOver_ToNobody_SaysWhoCanGetIt()
    {
        string id = (await _app.AskAsync<UserView>("GET", Me, _ada)).Id;
        string path = $"/api/v1/users/{id}/hand-over";
        Assert.Equal(404, (await _app.TryAsync("GET", path, _ada)).Status);
        Assert.Equal(400, (await _app.TryAsync("POST", path, _ada, new HandOver(id))).Status);
        UserView bob = await _app.AskAsync<UserView>("POST", Me, _app.TokenOf("bob"));
        Assert.Equal(400, (await _app.TryAsync("POST", path, _ada, new HandOver(bob.Id))).Status);
        await _app.AskAsync<UserView>("POST", $"/api/v1/users/{bob.Id}/approve", _ada);
        HandOverView order = await _app.AskAsync<HandOverView>("POST", path, _ada, new HandOver(bob.Id));
        Assert.Equal((bob.Id, null), (order.To, order.EndedAt));
        Assert.Equal(order.OrderedAt, (await _app.AskAsync<HandOverView>("GET", path, _ada)).OrderedAt);
    }

    private Task<NewToken> MakeAsync(string person, params TokenScope[] scopes)
        => _app.AskAsync<NewToken>("POST", Mine, person, new CreateToken("script", scopes));
}
