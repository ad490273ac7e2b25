using System.Text.Json;
using DtnBox.Cli.Tests.Hub;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.People;

namespace DtnBox.Cli.Tests.SignIn;

/// <summary><c>dtnbox login</c>, what comes after it, and <c>logout</c>.</summary>
public sealed class SignInVerbTests : IAsyncLifetime
{
    private static readonly UserView Ada = new(
        "u-0123456789abcdef", "Ada", null, false, UserState.Active, Role.Member, "campus", Samples.At);

    private readonly string _folder = Directory.CreateTempSubdirectory("dtnbox-cli-").FullName;
    private readonly StoppedClock _clock = new(Samples.At);
    private ApiSimulator _api = null!;
    private ProviderSimulator _provider = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiSimulator.StartAsync();
        _provider = await ProviderSimulator.StartAsync();
        _api.On("GET sign-in", new Page<SignInProvider>([Campus()]));
        _api.On("POST me", Ada);
        _api.On("GET me", Ada);
        _api.On("GET nodes/site-a", Samples.Node);
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Login_PersonAllows_SignsUpAndIsUsedByWhatComesAfter()
    {
        _provider.Answers.Enqueue(ProviderSimulator.Error("authorization_pending"));
        Outcome login = await RunAsync("login");
        Assert.Equal(ExitCodes.Ok, login.ExitCode);
        Assert.Contains("  https://id.example/device\n", login.Error, StringComparison.Ordinal);
        Assert.Contains("  WDJB-MJHT\n", login.Error, StringComparison.Ordinal);
        Assert.Contains("  https://id.example/device?user_code=WDJB-MJHT\n", login.Error, StringComparison.Ordinal);
        Assert.StartsWith("u-0123456789abcdef  Ada", login.Out, StringComparison.Ordinal);
        Assert.Equal(
            ("dtnbox", "openid profile email offline_access"),
            (Device()["client_id"], Device()["scope"]));
        Assert.All(_provider.FormsTo("token"), form => Assert.Equal(
            ("urn:ietf:params:oauth:grant-type:device_code", "device-secret", "dtnbox"),
            (form["grant_type"], form["device_code"], form["client_id"])));

        Assert.Equal(ExitCodes.Ok, (await RunAsync("whoami")).ExitCode);
        Assert.Equal(
            [("GET sign-in", ""), ("POST me", "Bearer access-1"), ("GET me", "Bearer access-1")],
            _api.Requests.Select(request => (request.What, request.Authorization)));
    }

    [Fact]
    public async Task Login_Done_NobodyElseCanReadIt()
    {
        await RunAsync("login");
        string file = Assert.Single(Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories));
        Assert.Contains("refresh-1", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Login_PendingUser_SaysWhoMustAct()
    {
        _api.On("POST me", Ada with { State = UserState.Pending });
        Outcome outcome = await RunAsync("login --invitation dti_x");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains("An administrator has to approve", outcome.Out, StringComparison.Ordinal);
        Assert.Equal("dti_x", _api.Requests.Last().Body!.Value.GetProperty("invitation").GetString());
    }

    [Fact]
    public async Task Login_DisabledUser_IsDeniedWithTheNextStep()
    {
        _api.OnProblem("POST me", 403, "Not allowed", "Your account has been disabled.", "Ask an administrator.");
        Outcome outcome = await RunAsync("login");
        Assert.Equal(ExitCodes.Denied, outcome.ExitCode);
        Assert.Contains("Next: Ask an administrator.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_EntraProvider_AsksForTheScopeOfTheApi()
    {
        _api.On("GET sign-in", new Page<SignInProvider>([Campus() with { Kind = "Entra" }]));
        _provider.Scopes = ["openid", "offline_access"];
        await RunAsync("login");
        Assert.Equal("openid offline_access dtnbox-api/.default", Device()["scope"]);
    }

    [Theory]
    [InlineData("login", ExitCodes.Usage, "choose with --provider one of campus, other")]
    [InlineData("login --provider nowhere", ExitCodes.Usage, "There is: campus, other")]
    [InlineData("login --provider CAMPUS", ExitCodes.Ok, "Signed in at")]
    public async Task Login_SeveralProviders_OneHasToBeChosen(string line, int exitCode, string words)
    {
        _api.On("GET sign-in", new Page<SignInProvider>([Campus(), Campus() with { Name = "other" }]));
        Outcome outcome = await RunAsync(line);
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_NoProviderOrNoDeviceEndpoint_SaysToUseAnApiToken()
    {
        _provider.HasDeviceEndpoint = false;
        Outcome noEndpoint = await RunAsync("login");
        _api.On("GET sign-in", new Page<SignInProvider>([]));
        Outcome noProvider = await RunAsync("login");
        Assert.Equal((ExitCodes.Denied, ExitCodes.Denied), (noEndpoint.ExitCode, noProvider.ExitCode));
        Assert.Contains("make an API token there", noEndpoint.Error, StringComparison.Ordinal);
        Assert.Contains("it knows no provider. Put an API token into DTNBOX_TOKEN", noProvider.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_ProviderWithoutTls_GetsNothing()
    {
        _api.On("GET sign-in", new Page<SignInProvider>([Campus() with { Authority = "http://id.example" }]));
        Outcome outcome = await RunAsync("login");
        Assert.Equal(ExitCodes.Denied, outcome.ExitCode);
        Assert.Contains("which is not https", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_GivenAnotherWay_WinsOverTheSignInAndIsMentioned()
    {
        CommandLine line = Line();
        line.Environment["DTNBOX_TOKEN"] = "from-variable";
        Assert.Contains("DTNBOX_TOKEN is set", (await line.RunAsync("login")).Error, StringComparison.Ordinal);
        await line.RunAsync("me");
        Assert.Equal("Bearer from-variable", _api.Requests.Last().Authorization);
    }

    [Fact]
    public async Task Request_AccessTokenAboutToExpire_IsRenewedOnceAndKept()
    {
        await RunAsync("login");
        _clock.Pass(TimeSpan.FromMinutes(14.6));
        await RunAsync("me");
        await RunAsync("me");
        Dictionary<string, string> renewal = _provider.FormsTo("token").Last();
        Assert.Equal(
            ("refresh_token", "refresh-1", "dtnbox", 2),
            (renewal["grant_type"], renewal["refresh_token"], renewal["client_id"], _provider.FormsTo("token").Count()));
        Assert.Equal(["Bearer access-2", "Bearer access-2"], _api.Requests.TakeLast(2).Select(request => request.Authorization));

        // The next one is had for the new refresh token.
        _clock.Pass(TimeSpan.FromHours(1));
        await RunAsync("me");
        Assert.Equal("refresh-2", _provider.FormsTo("token").Last()["refresh_token"]);
    }

    [Fact]
    public async Task Request_SeveralAtOnceAfterExpiry_SpendTheRefreshTokenOnce()
    {
        await RunAsync("login");
        var later = new LateClock(_clock.GetUtcNow() + TimeSpan.FromHours(1));
        Outcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Line(later).RunAsync("me")));
        Assert.All(outcomes, outcome => Assert.Equal(ExitCodes.Ok, outcome.ExitCode));
        Assert.Equal(2, _provider.FormsTo("token").Count());
    }

    [Fact]
    public async Task Request_SignInHasEnded_SaysHowToBeginAnew()
    {
        await RunAsync("login");
        _clock.Pass(TimeSpan.FromHours(1));
        _provider.Answers.Enqueue(ProviderSimulator.Error("invalid_grant", "The token is no longer valid."));
        Outcome outcome = await RunAsync("me");
        Assert.Equal(ExitCodes.Denied, outcome.ExitCode);
        Assert.Contains("has ended: invalid_grant: The token is no longer valid.", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("Sign in again: dtnbox login.", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_AtAnotherAddress_HasNoSignIn()
    {
        await RunAsync("login");
        await using ApiSimulator other = await ApiSimulator.StartAsync();
        Outcome outcome = await RunAsync($"me --url {other.Address}");
        Assert.Equal(ExitCodes.Denied, outcome.ExitCode);
        Assert.Contains("Sign in: dtnbox login", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Request_SignInFileIsDamaged_SaysWhichAndWhatToDo()
    {
        await RunAsync("login");
        string file = Assert.Single(Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories));
        await File.WriteAllTextAsync(file, "{");
        Outcome outcome = await RunAsync("me");
        Assert.Equal(ExitCodes.Denied, outcome.ExitCode);
        Assert.Contains(file, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, (await RunAsync("logout")).ExitCode);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Logout_SignedIn_RevokesAndForgets()
    {
        await RunAsync("login");
        Outcome outcome = await RunAsync("logout");
        Assert.Equal(
            (ExitCodes.Ok, $"Signed out at {_api.Address}."), (outcome.ExitCode, outcome.Error));
        Dictionary<string, string> form = Assert.Single(_provider.FormsTo("revoke"));
        Assert.Equal(
            ("refresh-1", "refresh_token", "dtnbox"), (form["token"], form["token_type_hint"], form["client_id"]));
        Assert.Equal(ExitCodes.Denied, (await RunAsync("me")).ExitCode);
        Assert.Contains("nobody was signed in", (await RunAsync("logout")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 200, "revokes nothing")]
    [InlineData(true, 503, "did not revoke them")]
    [InlineData(true, 400, "did not revoke them: unsupported_token_type")]
    public async Task Logout_ProviderDoesNotRevoke_ForgetsAndSaysWhatIsLeft(bool offered, int status, string words)
    {
        await RunAsync("login");
        _provider.HasRevocationEndpoint = offered;
        _provider.Revocation = ProviderSimulator.Error("unsupported_token_type", status: status);
        Outcome outcome = await RunAsync("logout");
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Login_Json_GivesTheUserAndKeepsWordsApart()
    {
        using JsonDocument json = JsonDocument.Parse((await RunAsync("login --json")).Out);
        Assert.Equal("Ada", json.RootElement.GetProperty("name").GetString());
    }

    private Dictionary<string, string> Device() => Assert.Single(_provider.FormsTo("device"));

    private SignInProvider Campus() => new("campus", "Oidc", _provider.Authority.AbsoluteUri, "dtnbox", "dtnbox-api");

    private CommandLine Line(TimeProvider? time = null)
    {
        var line = new CommandLine(_api) { Time = time ?? _clock };
        line.Environment.Remove("DTNBOX_TOKEN");
        line.Environment["DTNBOX_CONFIG_DIR"] = _folder;
        return line;
    }

    private Task<Outcome> RunAsync(string line) => Line().RunAsync(line);

    /// <summary>A clock of another day that runs: those who wait for each other really do.</summary>
    private sealed class LateClock(DateTimeOffset now) : TimeProvider
    {
        private readonly long _start = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => now + System.GetElapsedTime(_start);
    }
}
