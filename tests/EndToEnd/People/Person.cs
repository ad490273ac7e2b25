using System.Security.Cryptography;
using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Nodes;
using DtnBox.Contracts.People;
using DtnBox.EndToEnd.Cli;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.People;

/// <summary>Somebody with an account at the real provider, its access token, and perhaps an API token of their own.</summary>
internal sealed class Person : IDisposable
{
    private readonly SignInByForm _browser;
    private readonly Uri _controlPlane;

    private Person(Uri controlPlane, SignInByForm browser, string password, SignedInTokens tokens)
    {
        (_controlPlane, _browser, Password, Tokens) = (controlPlane, browser, password, tokens);
        Api = new Installations.Api(controlPlane, tokens.AccessToken);
    }

    public string Password { get; }

    public SignedInTokens Tokens { get; }

    /// <summary>Gets the API as a sign-in sees it.</summary>
    public Installations.Api Api { get; }

    /// <summary>Gets who they are for the control plane, after <see cref="JoinAsync"/>.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Gets the API token that <c>dtnbox</c> uses, once there is one.</summary>
    public string? Token { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Settings of a control plane at which people of this provider sign in.</summary>
    public static Dictionary<string, string> SignInWith(LocalIdentityProcess identity) => new(StringComparer.Ordinal)
    {
        ["Identity__Providers__0__Name"] = "local",
        ["Identity__Providers__0__Kind"] = "Oidc",
        ["Identity__Providers__0__Authority"] = identity.Issuer.AbsoluteUri.TrimEnd('/'),
        ["Identity__Providers__0__Audience"] = "dtnbox-api",
        ["Identity__Providers__0__ClientId"] = LocalIdentityProcess.ClientId,
    };

    /// <summary>Makes an account on the provider's own pages and takes tokens as the portal does.</summary>
    public static async Task<Person> SignUpAsync(LocalIdentityProcess identity, Uri controlPlane, string name)
    {
        // Characters that addresses, forms, JSON and HTML each write in a way of their own.
        string password = $"{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))} +/&\"é";
        SignInByForm browser = identity.NewPerson();
        await browser.SignUpAsync(name, password, $"{name}@science.example", Cancel);
        return new Person(controlPlane, browser, password, await browser.TokensAsync(cancellationToken: Cancel));
    }

    /// <summary>Signs up at the control plane, with an invitation if there is one.</summary>
    public async Task<UserView> JoinAsync(string? invitation = null)
    {
        UserView me = await Api.PostAsync<UserView>("me", new SignUp(invitation));
        Id = me.Id;
        return me;
    }

    /// <summary>Makes an API token with the sign-in; from now on <c>dtnbox</c> uses it.</summary>
    public async Task MakeTokenAsync(params TokenScope[] scopes)
        => Token = (await DtnboxAsync<NewToken>(
            ["token", "create", "laptop", "--scope", .. scopes.Select(scope => $"{scope}")])).Secret;

    /// <summary>Other tokens from the refresh token, which is spent by it.</summary>
    public async Task<SignedInTokens> RefreshAsync()
        => await SignInByForm.TokensOfAsync(await _browser.RefreshAsync(Tokens.RefreshToken!, Cancel), Cancel);

    /// <summary>Registers a site with its store's keys, and starts an agent there with a one-time code.</summary>
    /// <returns>The code.</returns>
    public async Task<string> RegisterAsync(Installation dtnbox, Site site)
    {
        await OkAsync(
            site.User.SecretKey,
            "node", "add", site.Id, "--endpoint", site.Proxy.Address.AbsoluteUri, "--access-key", site.User.AccessKey, "--secret-key-stdin");
        EnrollmentCode code = await DtnboxAsync<EnrollmentCode>(["node", "enroll", site.Id]);
        dtnbox.StartAgent(site, code.Code);
        await Eventually.ThatAsync(
            async () => (await DtnboxAsync<NodeView>(["node", "show", site.Id])).Online,
            TimeSpan.FromMinutes(1),
            $"the agent of {site.Id} connects",
            Cancel);
        return code.Code;
    }

    /// <summary>Runs <c>dtnbox</c>, which must succeed, and gives what it wrote.</summary>
    public async Task<string> OkAsync(string? input, params string[] arguments)
    {
        (int exitCode, string output) = await DtnboxAsync(input, arguments);
        return exitCode == 0
            ? output
            : throw new InvalidOperationException($"dtnbox {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
    }

    public Task<(int ExitCode, string Output)> DtnboxAsync(string? input, params string[] arguments)
        => Dtnbox.RunAsync(_controlPlane, Token ?? Tokens.AccessToken, input, arguments);

    public async Task<TAnswer> DtnboxAsync<TAnswer>(string[] arguments)
        => JsonSerializer.Deserialize<TAnswer>(await OkAsync(null, [.. arguments, "--json"]), ContractJson.Options)!;

    public void Dispose()
    {
        Api.Dispose();
        _browser.Dispose();
    }
}
