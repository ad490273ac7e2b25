using DtnBox.Testing;

namespace DtnBox.LocalIdentity.Tests.Protocol;

public sealed class EndSessionTests(SharedProvider provider)
{
    private readonly string _name = SharedProvider.NewName();

    [Fact]
    public async Task EndSession_WithTheIdToken_GoesBackToTheClientAndTheBrowserIsSignedOut()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        SignedInTokens tokens = await person.TokensAsync();
        string back = Uri.EscapeDataString(LocalIdentityProcess.SignedOutUri.AbsoluteUri);
        FormPage page = await person.Browser.OpenAsync(new Uri(
            provider.Process.Issuer,
            $"/connect/end-session?id_token_hint={tokens.IdToken}&post_logout_redirect_uri={back}&state=s1"));
        Assert.StartsWith(LocalIdentityProcess.SignedOutUri.AbsoluteUri, page.Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal("s1", page.Parameter("state"));
        Assert.Equal("/sign-in", (await AuthorizeAsync(person)).Address.AbsolutePath);
    }

    [Fact]
    public async Task EndSession_ByALinkOfAnybody_AsksFirst()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        FormPage question = await person.Browser.OpenAsync(new Uri(provider.Process.Issuer, "/connect/end-session"));
        Assert.Contains("Sign out of this browser?", question.Html, StringComparison.Ordinal);
        Assert.NotNull((await AuthorizeAsync(person)).Parameter("code"));

        FormPage done = await person.Browser.SubmitAsync(question, new Dictionary<string, string>());
        Assert.Equal("/signed-out", done.Address.AbsolutePath);
        Assert.Equal("/sign-in", (await AuthorizeAsync(person)).Address.AbsolutePath);
    }

    [Fact]
    public async Task EndSession_ToAForeignAddress_IsRefused()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        FormPage page = await person.Browser.OpenAsync(new Uri(
            provider.Process.Issuer, "/connect/end-session?post_logout_redirect_uri=https%3A%2F%2Fattacker.example%2F"));
        Assert.Equal(provider.Process.Issuer.Authority, page.Address.Authority);
        Assert.NotNull((await AuthorizeAsync(person)).Parameter("code"));
    }

    private static Task<FormPage> AuthorizeAsync(SignInByForm person)
        => person.AuthorizeAsync(SignInByForm.ChallengeOf(SignInByForm.NewVerifier()));
}
