using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts;
using DtnBox.Contracts.People;
using DtnBox.Testing;

namespace DtnBox.Cli.Tests.SignIn;

/// <summary>The built <c>dtnbox</c> signs in at our own provider, both as real processes.</summary>
public sealed partial class LocalIdentityLoginTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly UserView Ada = new(
        "u-0123456789abcdef", "Ada", null, false, UserState.Active, Role.Member, "local", Samples.At);

    private readonly string _folder = Directory.CreateTempSubdirectory("dtnbox-cli-").FullName;
    private ApiSimulator _api = null!;
    private LocalIdentityProcess _provider = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _api = await ApiSimulator.StartAsync();
        _provider = await LocalIdentityProcess.StartAsync();
        _api.On("GET sign-in", new Page<SignInProvider>(
            [new SignInProvider("local", "Oidc", _provider.Issuer.AbsoluteUri, LocalIdentityProcess.ClientId, "dtnbox-api")]));
        _api.On("POST me", Ada);
        _api.On("GET me", Ada);
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _provider.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Login_PersonAllowsInTheBrowser_WhoamiIsThemUntilLogout()
    {
        using SignInByForm person = _provider.NewPerson();
        await person.SignUpAsync("ada", "four words in a row", cancellationToken: Cancel);
        await using (ChildProcess login = Dtnbox("login"))
        {
            await Eventually.ThatAsync(
                () => Task.FromResult(Address().IsMatch(login.Output)), Patience, "dtnbox login shows where to go", Cancel);
            FormPage question = await person.Browser.OpenAsync(new Uri(Address().Match(login.Output).Value), Cancel);
            await person.Browser.SubmitAsync(question, new Dictionary<string, string> { ["answer"] = "allow" }, Cancel);
            Assert.Equal(ExitCodes.Ok, await login.WaitForExitAsync(Patience, Cancel));
        }

        await using (ChildProcess whoami = Dtnbox("whoami"))
        {
            Assert.Equal(ExitCodes.Ok, await whoami.WaitForExitAsync(Patience, Cancel));
        }

        SimulatedRequest asked = _api.Requests.Last();
        JsonElement claims = JsonElement.Parse(Base64Url.DecodeFromChars(asked.Authorization["Bearer ".Length..].Split('.')[1]));
        Assert.Equal(("GET me", "ada"), (asked.What, claims.GetProperty("name").GetString()));
        Assert.Equal("dtnbox-api", claims.GetProperty("aud").GetString());

        string file = Assert.Single(Directory.GetFiles(_folder, "*.json", SearchOption.AllDirectories));
        JsonElement kept = JsonElement.Parse(await File.ReadAllTextAsync(file, Cancel));
        await using (ChildProcess logout = Dtnbox("logout"))
        {
            Assert.Equal(ExitCodes.Ok, await logout.WaitForExitAsync(Patience, Cancel));
        }

        using HttpResponseMessage refused = await person.RefreshAsync(kept.GetProperty("refreshToken").GetString()!, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private ChildProcess Dtnbox(string verb) => ChildProcess.Start(
        RepositoryPaths.Program("Cli", "dtnbox"),
        [verb],
        new Dictionary<string, string?>
        {
            ["DTNBOX_URL"] = _api.Address.AbsoluteUri, ["DTNBOX_TOKEN"] = null, ["DTNBOX_CONFIG_DIR"] = _folder,
        });

    [GeneratedRegex(@"http://\S+user_code=\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
