using System.Net;
using DtnBox.LocalIdentity.Pages;
using DtnBox.Testing;

namespace DtnBox.LocalIdentity.Tests.Accounts;

public sealed class SignInTests(SharedProvider provider)
{
    private const int FailuresUntilLocked = 5;

    private readonly string _name = SharedProvider.NewName();

    [Fact]
    public async Task SignIn_WrongPasswordOrNobody_IsRefusedInTheSameWords()
    {
        using SignInByForm known = await provider.SignedUpAsync(_name);
        using SignInByForm person = provider.Process.NewPerson();
        FormPage wrong = await person.TrySignInAsync(_name, "not the right one");
        FormPage nobody = await person.TrySignInAsync(SharedProvider.NewName(), "not the right one");
        Assert.Equal(Words(wrong), Words(nobody));
        Assert.Contains(SignInModel.Refused, WebUtility.HtmlDecode(wrong.Html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_TooManyFailures_LocksUntilUnlocked()
    {
        using SignInByForm known = await provider.SignedUpAsync(_name);
        using SignInByForm person = provider.Process.NewPerson();
        for (int i = 0; i < FailuresUntilLocked; i++)
        {
            await person.TrySignInAsync(_name, "not the right one");
        }

        FormPage locked = await person.TrySignInAsync(_name, SharedProvider.Password);
        Assert.Contains(SignInModel.Refused, WebUtility.HtmlDecode(locked.Html), StringComparison.Ordinal);
        Assert.Contains("locked until", await StateAsync(), StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Ok, (await provider.Process.RunAsync(["unlock", "--user", _name])).ExitCode);
        await person.SignInAsync(_name, SharedProvider.Password);
    }

    [Fact]
    public async Task SignIn_DisabledAccount_IsRefusedAndItsTokensAreVoid()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        SignedInTokens tokens = await person.TokensAsync();
        await provider.Process.RunAsync(["disable", "--user", _name]);

        using HttpResponseMessage refresh = await person.RefreshAsync(tokens.RefreshToken!);
        Assert.Equal(HttpStatusCode.BadRequest, refresh.StatusCode);
        FormPage form = await person.AuthorizeAsync(SignInByForm.ChallengeOf(SignInByForm.NewVerifier()));
        Assert.Equal("/sign-in", form.Address.AbsolutePath);
        Assert.Equal("/sign-in", (await person.TrySignInAsync(_name, SharedProvider.Password)).Address.AbsolutePath);

        await provider.Process.RunAsync(["enable", "--user", _name]);
        await person.SignInAsync(_name, SharedProvider.Password);
    }

    [Fact]
    public async Task SignIn_ReturnToAForeignAddress_StaysHere()
    {
        using SignInByForm known = await provider.SignedUpAsync(_name);
        using SignInByForm person = provider.Process.NewPerson();
        FormPage form = await person.Browser.OpenAsync(
            new Uri(provider.Process.Issuer, "/sign-in?returnUrl=https%3A%2F%2Fattacker.example%2F"));
        FormPage page = await person.FillSignInAsync(form, _name, SharedProvider.Password);
        Assert.Equal(new Uri(provider.Process.Issuer, "/"), page.Address);
    }

    [Fact]
    public async Task SignUp_NameThatIsTaken_IsRefused()
    {
        using SignInByForm known = await provider.SignedUpAsync(_name);
        using SignInByForm person = provider.Process.NewPerson();
        FormPage page = await person.TrySignUpAsync(_name.ToUpperInvariant(), SharedProvider.Password);
        Assert.Contains("is already taken", page.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("elevenchars")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("Password1234")]
    public async Task SignUp_WeakPassword_IsRefused(string password)
    {
        using SignInByForm person = provider.Process.NewPerson();
        FormPage page = await person.TrySignUpAsync(_name, password);
        Assert.Equal("/sign-up", page.Address.AbsolutePath);
        Assert.DoesNotContain(_name, await ListAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangePassword_WithThePresentOne_SetsItAndRevokesTokens()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        SignedInTokens tokens = await person.TokensAsync();
        FormPage form = await person.Browser.OpenAsync(new Uri(provider.Process.Issuer, "/change-password"));
        FormPage done = await person.Browser.SubmitAsync(form, new Dictionary<string, string>
        {
            ["Present"] = SharedProvider.Password, ["Next"] = "other words in a row",
        });
        Assert.Contains("The password was changed.", done.Html, StringComparison.Ordinal);
        using HttpResponseMessage refresh = await person.RefreshAsync(tokens.RefreshToken!);
        Assert.Equal(HttpStatusCode.BadRequest, refresh.StatusCode);

        using SignInByForm again = provider.Process.NewPerson();
        await again.SignInAsync(_name, "other words in a row");
    }

    [Fact]
    public async Task ChangePassword_WithoutThePresentOne_IsRefused()
    {
        using SignInByForm person = await provider.SignedUpAsync(_name);
        FormPage form = await person.Browser.OpenAsync(new Uri(provider.Process.Issuer, "/change-password"));
        FormPage page = await person.Browser.SubmitAsync(form, new Dictionary<string, string>
        {
            ["Present"] = "not the right one", ["Next"] = "other words in a row",
        });
        Assert.Contains("Incorrect password", page.Html, StringComparison.Ordinal);
    }

    private async Task<string> ListAsync() => (await provider.Process.RunAsync(["list-users"])).Output;

    private async Task<string> StateAsync()
        => (await ListAsync()).Split('\n').Single(line => line.StartsWith(_name + "\t", StringComparison.Ordinal));

    /// <summary>The page without what differs each time.</summary>
    private static string Words(FormPage page) => string.Join('\n', page.Html.Split('\n')
        .Where(line => !line.Contains("<input", StringComparison.Ordinal)
            && !line.Contains("__RequestVerificationToken", StringComparison.Ordinal)));
}
