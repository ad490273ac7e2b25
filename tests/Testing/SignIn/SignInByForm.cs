using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DtnBox.Testing;

/// <summary>A person at DtnBox.LocalIdentity: signs up and in by its forms and gets tokens as the portal does.</summary>
/// <remarks>One object is one browser. Authorization code with PKCE, the client public.</remarks>
public sealed class SignInByForm(Uri issuer, string clientId, Uri redirectUri) : IDisposable
{
    private const string DefaultScope = "openid profile email offline_access api";

    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = issuer };

    public FormBrowser Browser { get; } = new();

    /// <summary>Makes an account; the browser is signed in then. Fails with the page's words when it is refused.</summary>
    public async Task SignUpAsync(string userName, string password, string email = "", CancellationToken cancellationToken = default)
        => Expect("/", await TrySignUpAsync(userName, password, email, cancellationToken));

    /// <summary>Signs the browser in. Fails with the page's words when it is refused.</summary>
    public async Task SignInAsync(string userName, string password, CancellationToken cancellationToken = default)
        => Expect("/", await TrySignInAsync(userName, password, cancellationToken));

    public async Task<FormPage> TrySignUpAsync(
        string userName, string password, string email = "", CancellationToken cancellationToken = default)
    {
        FormPage form = await Browser.OpenAsync(new Uri(issuer, "/sign-up"), cancellationToken);
        Dictionary<string, string> fields = new()
        {
            ["UserName"] = userName, ["Password"] = password, ["Email"] = email,
        };
        return await Browser.SubmitAsync(form, fields, cancellationToken);
    }

    public async Task<FormPage> TrySignInAsync(string userName, string password, CancellationToken cancellationToken = default)
    {
        FormPage form = await Browser.OpenAsync(new Uri(issuer, "/sign-in"), cancellationToken);
        return await FillSignInAsync(form, userName, password, cancellationToken);
    }

    /// <summary>Fills in the sign-in form to which another address had sent the browser.</summary>
    public Task<FormPage> FillSignInAsync(
        FormPage form, string userName, string password, CancellationToken cancellationToken = default)
        => Browser.SubmitAsync(
            form, new Dictionary<string, string> { ["UserName"] = userName, ["Password"] = password }, cancellationToken);

    /// <summary>The tokens of who is signed in.</summary>
    public async Task<SignedInTokens> TokensAsync(string scope = DefaultScope, CancellationToken cancellationToken = default)
    {
        string verifier = NewVerifier();
        FormPage answer = await AuthorizeAsync(ChallengeOf(verifier), scope: scope, cancellationToken: cancellationToken);
        string code = answer.Parameter("code") ?? throw Unexpected("a code", answer);
        return await TokensOfAsync(await RedeemAsync(code, verifier, cancellationToken), cancellationToken);
    }

    /// <summary>Opens the authorization endpoint; ends at the client's address, or at a form of the provider.</summary>
    /// <param name="challenge">The PKCE challenge; null sends none.</param>
    /// <param name="change">Changes the parameters before they are sent.</param>
    public Task<FormPage> AuthorizeAsync(
        string? challenge, Action<Dictionary<string, string>>? change = null, string scope = DefaultScope,
        CancellationToken cancellationToken = default)
    {
        Dictionary<string, string> parameters = new()
        {
            ["client_id"] = clientId, ["redirect_uri"] = redirectUri.AbsoluteUri, ["response_type"] = "code",
            ["scope"] = scope, ["state"] = "state-of-the-test",
        };
        if (challenge is not null)
        {
            parameters["code_challenge"] = challenge;
            parameters["code_challenge_method"] = "S256";
        }

        change?.Invoke(parameters);
        string query = string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        return Browser.OpenAsync(new Uri(issuer, "/connect/authorize?" + query), cancellationToken);
    }

    public Task<HttpResponseMessage> RedeemAsync(string code, string verifier, CancellationToken cancellationToken = default)
        => RequestTokenAsync(
            new()
            {
                ["grant_type"] = "authorization_code", ["code"] = code, ["code_verifier"] = verifier,
                ["redirect_uri"] = redirectUri.AbsoluteUri,
            },
            cancellationToken);

    public Task<HttpResponseMessage> RefreshAsync(string refreshToken, CancellationToken cancellationToken = default)
        => RequestTokenAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, cancellationToken);

    /// <summary>Asks the token endpoint, as this client.</summary>
    public Task<HttpResponseMessage> RequestTokenAsync(
        Dictionary<string, string> parameters, CancellationToken cancellationToken = default)
        => _client.PostAsync(
            new Uri("connect/token", UriKind.Relative),
            new FormUrlEncodedContent(new Dictionary<string, string>(parameters) { ["client_id"] = clientId }), cancellationToken);

    /// <summary>The tokens of an answer of the token endpoint, which it disposes.</summary>
    public static async Task<SignedInTokens> TokensOfAsync(HttpResponseMessage answer, CancellationToken cancellationToken = default)
    {
        using (answer)
        {
            JsonElement body = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK
                ? new SignedInTokens(
                    body.GetProperty("access_token").GetString()!,
                    body.TryGetProperty("id_token", out JsonElement id) ? id.GetString() : null,
                    body.TryGetProperty("refresh_token", out JsonElement refresh) ? refresh.GetString() : null,
                    TimeSpan.FromSeconds(body.GetProperty("expires_in").GetInt32()))
                : throw new InvalidOperationException($"The token endpoint answered {(int)answer.StatusCode}: {body}");
        }
    }

    public static string NewVerifier() => Base64Url(RandomNumberGenerator.GetBytes(32));

    public static string ChallengeOf(string verifier) => Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    public void Dispose()
    {
        Browser.Dispose();
        _client.Dispose();
    }

    private static void Expect(string path, FormPage page)
    {
        if (page.Status != HttpStatusCode.OK || page.Address.AbsolutePath != path)
        {
            throw Unexpected(path, page);
        }
    }

    private static InvalidOperationException Unexpected(string expected, FormPage page) => new(
        $"Expected {expected}, came to {page.Address} with {(int)page.Status}:\n{page.Html}");

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}

/// <summary>What the token endpoint gave.</summary>
public sealed record SignedInTokens(string AccessToken, string? IdToken, string? RefreshToken, TimeSpan ExpiresIn);
