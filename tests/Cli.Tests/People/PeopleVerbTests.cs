using System.Text.Json;
using DtnBox.Cli.Tests.Hub;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.People;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.People;

public sealed class PeopleVerbTests : IAsyncLifetime
{
    private const string Id = "u-0123456789abcdef";

    private static readonly UserView Ada = new(
        Id, "Ada", "ada@uni.example", true, UserState.Active, Role.Operator, "campus", Samples.At, Samples.At, Samples.At, "system");

    private static readonly TokenView Token = new("t1", "nightly", [TokenScope.Read, TokenScope.Transfer], Samples.At, Samples.At.AddDays(90));
    private static readonly InvitationView Invitation = new("i1", Role.Member, null, Id, Samples.At, Samples.At.AddDays(7));

    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Me_Signed_ShowsWhoThatIs()
    {
        _api.On("GET me", Ada);
        Assert.Equal(
            $"""
            {Id}  Ada
              State     Active since 2026-11-23 01:02:03 UTC, by system
              Role      Operator
              E-mail    ada@uni.example
              Provider  campus
              Signed up 2026-11-23 01:02:03 UTC
              Last seen 2026-11-23 01:02:03 UTC
            """,
            (await RunAsync("me")).Out);
    }

    [Theory]
    [InlineData("me --sign-up", null)]
    [InlineData("me --invitation dti_x", "dti_x")]
    public async Task Me_SigningUp_SendsTheInvitationAndSaysWhatIsMissing(string line, string? invitation)
    {
        _api.On("POST me", Ada with { State = UserState.Pending });
        Outcome outcome = await RunAsync(line.Split(' '));
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains("An administrator has to approve", outcome.Out, StringComparison.Ordinal);
        JsonElement sent = Assert.Single(_api.Requests).Body!.Value;
        Assert.Equal(invitation, sent.TryGetProperty("invitation", out JsonElement code) ? code.GetString() : null);
    }

    [Fact]
    public async Task Me_NotSignedUp_IsDeniedWithTheNextStep()
    {
        _api.OnProblem("GET me", 403, "Not allowed", "You have not signed up here.", "Sign up first: dtnbox me --sign-up");
        Outcome outcome = await RunAsync("me");
        Assert.Equal(ExitCodes.Denied, outcome.ExitCode);
        Assert.Contains("dtnbox me --sign-up", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserList_OfAState_GivesATableOrJson()
    {
        _api.On("GET users?state=Active", new Page<UserView>([Ada]));
        Assert.Contains("ada@uni.example  Active  Operator  campus", (await RunAsync("user", "list", "--state", "Active")).Out, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse((await RunAsync("user", "list", "--state", "Active", "--json")).Out);
        Assert.Equal(Id, json.RootElement[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData($"user approve {Id} --role Operator", $"POST users/{Id}/approve", """{"role":"Operator"}""")]
    [InlineData($"user role {Id} Member", $"PUT users/{Id}/role", """{"role":"Member"}""")]
    [InlineData($"user disable {Id}", $"POST users/{Id}/disable", null)]
    [InlineData($"user enable {Id}", $"POST users/{Id}/enable", null)]
    [InlineData($"user show {Id}", $"GET users/{Id}", null)]
    public async Task User_Verbs_SendTheirRequest(string line, string request, string? body)
    {
        _api.On(request, Ada);
        Outcome outcome = await RunAsync(line.Split(' '));
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.StartsWith($"{Id}  Ada", outcome.Out, StringComparison.Ordinal);
        Assert.Equal(body, Assert.Single(_api.Requests).Body?.GetRawText());
    }

    [Fact]
    public async Task UserHandOver_OrderedAndLookedAt_TellsHowFarItIs()
    {
        var order = new HandOverView(Id, "u-other", "root", Samples.At, new Dictionary<string, long> { ["nodes"] = 3 }, "transfers");
        _api.On($"POST users/{Id}/hand-over", order, status: 202);
        _api.On($"GET users/{Id}/hand-over", order with { Doing = null, EndedAt = Samples.At });
        Assert.Contains("Doing    transfers", (await RunAsync("user", "hand-over", Id, "--to", "u-other")).Out, StringComparison.Ordinal);
        Assert.Equal("u-other", Assert.Single(_api.Requests).Body!.Value.GetProperty("to").GetString());
        string done = (await RunAsync("user", "hand-over", Id)).Out;
        Assert.Contains("Moved    3 nodes", done, StringComparison.Ordinal);
        Assert.Contains("Done     2026-11-23 01:02:03 UTC", done, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InvitationCreate_WithAnExpiry_ShowsTheCodeAndWhatToDoWithIt()
    {
        _api.On("POST invitations", new NewInvitation(Invitation, "dti_i1_secret"), status: 201);
        Outcome outcome = await RunAsync("invitation", "create", "--role", "Operator", "--email", "ada@uni.example", "--expires", "2d");
        Assert.Contains($"dtnbox login --url {_api.Address} --invitation dti_i1_secret", outcome.Out, StringComparison.Ordinal);
        JsonElement sent = Assert.Single(_api.Requests).Body!.Value;
        Assert.Equal(Samples.At.AddDays(2), sent.GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal(("Operator", "ada@uni.example"), (sent.GetProperty("role").GetString(), sent.GetProperty("email").GetString()));
    }

    [Fact]
    public async Task InvitationListAndRevoke_NameThemById()
    {
        _api.On("GET invitations", new Page<InvitationView>([Invitation]));
        _api.On("DELETE invitations/i1", _ => Results.NoContent());
        Assert.Contains("i1  Member  anybody", (await RunAsync("invitation", "list")).Out, StringComparison.Ordinal);
        Assert.Equal("Revoked i1.", (await RunAsync("invitation", "revoke", "i1")).Error);
    }

    [Fact]
    public async Task TokenCreate_WithScopes_ShowsTheTokenOnce()
    {
        _api.On("POST me/tokens", new NewToken(Token, "dtn_t1_secret"), status: 201);
        Outcome outcome = await RunAsync("token", "create", "nightly", "--scope", "Read", "Transfer", "--expires", "30d");
        Assert.Equal(
            """
            Token  dtn_t1_secret
            Until  2027-02-21 01:02:03 UTC, for Read, Transfer (shown only now)
            """,
            outcome.Out);
        JsonElement sent = Assert.Single(_api.Requests).Body!.Value;
        Assert.Equal("""["Read","Transfer"]""", sent.GetProperty("scopes").GetRawText());
        Assert.Equal(Samples.At.AddDays(30), sent.GetProperty("expiresAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task TokenCreate_WithoutScopeOrWithAnUnknownOne_IsUsage()
    {
        Assert.Equal(ExitCodes.Usage, (await RunAsync("token", "create", "nightly")).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await RunAsync("token", "create", "nightly", "--scope", "Everything")).ExitCode);
        Assert.Empty(_api.Requests);
    }

    [Theory]
    [InlineData("me", "")]
    [InlineData("users/" + Id, " --user " + Id)]
    public async Task TokenListAndRevoke_OwnOrOfSomebody_AskAtTheirPlace(string place, string option)
    {
        _api.On($"GET {place}/tokens", new Page<TokenView>([Token]));
        _api.On($"DELETE {place}/tokens/t1", _ => Results.NoContent());
        Assert.Contains("t1  nightly  Read,Transfer", (await RunAsync($"token list{option}".Split(' '))).Out, StringComparison.Ordinal);
        Assert.Equal("Revoked t1.", (await RunAsync($"token revoke t1{option}".Split(' '))).Error);
    }

    private Task<Outcome> RunAsync(params string[] args)
        => new CommandLine(_api) { Time = new StoppedClock(Samples.At) }.RunAsync(args);
}
