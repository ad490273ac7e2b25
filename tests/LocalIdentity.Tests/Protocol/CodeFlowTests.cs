using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Testing;
using Microsoft.IdentityModel.JsonWebTokens;

namespace DtnBox.LocalIdentity.Tests.Protocol;

public sealed class CodeFlowTests(SharedProvider provider)
{
    private readonly string _name = SharedProvider.NewName();

    [Fact]
    public async Task Tokens_OfSomebodyWhoSignedUp_SayWhoTheyAre()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        SignedInTokens tokens = await person.TokensAsync();
        JsonWebToken access = await provider.ValidateAsync(tokens.AccessToken, "dtnbox-api");
        JsonWebToken identity = await provider.ValidateAsync(tokens.IdToken!, LocalIdentityProcess.ClientId);

        Assert.Equal(TimeSpan.FromMinutes(15), access.ValidTo - access.IssuedAt);
        foreach (JsonWebToken token in new[] { access, identity })
        {
            Assert.Equal(identity.Subject, token.Subject);
            Assert.Equal(_name, token.GetPayloadValue<string>("name"));
            Assert.Equal($"{_name}@example.org", token.GetPayloadValue<string>("email"));
            Assert.False(token.GetPayloadValue<bool>("email_verified"));
        }

        Assert.False(access.TryGetPayloadValue("AspNet.Identity.SecurityStamp", out string _));
        Assert.NotNull(tokens.RefreshToken);
    }

    [Fact]
    public async Task Authorize_NobodySignedIn_ComesBackWithACodeAfterTheForm()
    {
        using SignInByForm before = await provider.SignedUpAsync(_name);
        using SignInByForm person = provider.Process.NewPerson();
        string verifier = SignInByForm.NewVerifier();
        FormPage form = await person.AuthorizeAsync(SignInByForm.ChallengeOf(verifier));
        Assert.Equal("/sign-in", form.Address.AbsolutePath);

        FormPage back = await person.FillSignInAsync(form, _name, SharedProvider.Password);
        Assert.StartsWith(LocalIdentityProcess.RedirectUri.AbsoluteUri, back.Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("state-of-the-test", back.Parameter("state"));
        await SignInByForm.TokensOfAsync(await person.RedeemAsync(back.Parameter("code")!, verifier));
    }

    [Fact]
    public async Task Authorize_PromptNoneAndNobodySignedIn_SaysLoginRequired()
    {
        using SignInByForm person = provider.Process.NewPerson();
        FormPage back = await person.AuthorizeAsync(NewChallenge(), request => request["prompt"] = "none");
        Assert.Equal("login_required", back.Parameter("error"));
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "0")]
    public async Task Authorize_PasswordWantedAgain_ShowsTheForm(string parameter, string value)
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        // A second has to pass for a sign-in to be older than max_age=0.
        await Eventually.ThatAsync(
            async () => (await person.AuthorizeAsync(NewChallenge(), request => request[parameter] = value))
                .Address.AbsolutePath == "/sign-in",
            TimeSpan.FromSeconds(20), "the form is shown");
    }

    [Fact]
    public async Task Authorize_WithoutChallenge_IsRefused()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        RefusedHere(await person.AuthorizeAsync(challenge: null));
    }

    [Fact]
    public async Task Authorize_PlainChallenge_IsRefused()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        RefusedHere(await person.AuthorizeAsync(
            SignInByForm.NewVerifier(), request => request["code_challenge_method"] = "plain"));
    }

    [Theory]
    [InlineData("redirect_uri", "http://127.0.0.1:1/signed-in/more")]
    [InlineData("redirect_uri", "http://127.0.0.1:2/signed-in")]
    [InlineData("redirect_uri", "https://attacker.example/")]
    [InlineData("client_id", "somebody-else")]
    public async Task Authorize_ForAnotherAddressOrClient_IsRefusedOnAPageOfOurs(string parameter, string value)
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        RefusedHere(await person.AuthorizeAsync(NewChallenge(), request => request[parameter] = value));
    }

    [Fact]
    public async Task Token_WrongVerifier_IsRefused()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        FormPage back = await person.AuthorizeAsync(NewChallenge());
        await RefusedAsync(await person.RedeemAsync(back.Parameter("code")!, SignInByForm.NewVerifier()));
    }

    [Fact]
    public async Task Token_CodeUsedTwice_IsRefusedAndRevokesWhatTheFirstUseGave()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        string verifier = SignInByForm.NewVerifier();
        FormPage back = await person.AuthorizeAsync(SignInByForm.ChallengeOf(verifier));
        SignedInTokens first = await SignInByForm.TokensOfAsync(await person.RedeemAsync(back.Parameter("code")!, verifier));

        await RefusedAsync(await person.RedeemAsync(back.Parameter("code")!, verifier));
        await RefusedAsync(await person.RefreshAsync(first.RefreshToken!));
    }

    [Fact]
    public async Task Refresh_EachTime_GivesAnotherToken()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        SignedInTokens first = await person.TokensAsync();
        SignedInTokens second = await SignInByForm.TokensOfAsync(await person.RefreshAsync(first.RefreshToken!));
        SignedInTokens third = await SignInByForm.TokensOfAsync(await person.RefreshAsync(second.RefreshToken!));
        Assert.Equal(3, new[] { first.RefreshToken, second.RefreshToken, third.RefreshToken }.Distinct().Count());
        JsonWebToken access = await provider.ValidateAsync(third.AccessToken, "dtnbox-api");
        Assert.Equal(_name, access.GetPayloadValue<string>("name"));
    }

    [Fact]
    public async Task Refresh_TokenUsedTwice_RevokesTheWholeChain()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        SignedInTokens first = await person.TokensAsync();
        SignedInTokens second = await SignInByForm.TokensOfAsync(await person.RefreshAsync(first.RefreshToken!));
        await RefusedAsync(await person.RefreshAsync(first.RefreshToken!));
        await RefusedAsync(await person.RefreshAsync(second.RefreshToken!));
    }

    [Fact]
    public async Task UserInfo_WithAnAccessToken_SaysWhoTheyAre()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        SignedInTokens tokens = await person.TokensAsync();
        using HttpResponseMessage answer = await UserInfoAsync(tokens.AccessToken);
        JsonElement found = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(_name, found.GetProperty("preferred_username").GetString());
        Assert.Equal($"{_name}@example.org", found.GetProperty("email").GetString());
        Assert.False(found.GetProperty("email_verified").GetBoolean());
    }

    [Fact]
    public async Task UserInfo_WithAnotherToken_IsRefused()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        SignedInTokens tokens = await person.TokensAsync();
        using HttpResponseMessage answer = await UserInfoAsync(tokens.RefreshToken!);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> UserInfoAsync(string token)
    {
        using var http = new HttpClient { BaseAddress = provider.Process.Issuer };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.GetAsync("connect/userinfo");
    }

    /// <summary>On a page of ours, and nothing is sent to the client.</summary>
    private static void RefusedHere(FormPage page)
    {
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal("/connect/authorize", page.Address.AbsolutePath);
        Assert.Contains("That did not work", page.Html, StringComparison.Ordinal);
    }

    private static string NewChallenge() => SignInByForm.ChallengeOf(SignInByForm.NewVerifier());

    private static async Task RefusedAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            JsonElement body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("invalid_grant", body.GetProperty("error").GetString());
        }
    }
}
