using System.Text.RegularExpressions;
using DtnBox.LocalIdentity.Pages;
using DtnBox.Testing;

namespace DtnBox.LocalIdentity.Tests.Administration;

public sealed partial class AccountCommandTests(SharedProvider provider)
{
    private readonly string _name = SharedProvider.NewName();

    [Fact]
    public async Task AddUser_WithoutPassword_PrintsOneThatWorks()
    {
        (int exitCode, string output) = await provider.Process.RunAsync(["add-user", "--user", _name, "--email", "a@example.org"]);
        Assert.Equal(ExitCodes.Ok, exitCode);
        using SignInByForm person = provider.Process.NewPerson();
        await person.SignInAsync(_name, output.Trim().Split(' ')[^1]);
    }

    [Fact]
    public async Task AddUser_PasswordFromStdin_PrintsNone()
    {
        (int exitCode, string output) = await provider.Process.RunAsync(
            ["add-user", "--user", _name, "--password-stdin"], SharedProvider.Password);
        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.DoesNotContain(SharedProvider.Password, output, StringComparison.Ordinal);
        using SignInByForm person = provider.Process.NewPerson();
        await person.SignInAsync(_name, SharedProvider.Password);
    }

    [Fact]
    public async Task AddUser_WeakPassword_IsRefusedWithTheCause()
    {
        (int exitCode, string output) = await provider.Process.RunAsync(["add-user", "--user", _name, "--password-stdin"], "short");
        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Contains("at least 12 characters", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unlock_OfNobody_IsRefusedWithTheNextStep()
    {
        (int exitCode, string output) = await provider.Process.RunAsync(["unlock", "--user", _name]);
        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Contains($"There is no account '{_name}'; list-users shows all.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResetPassword_Link_SetsThePasswordOnce()
    {
        using SignInByForm known = await provider.SignedUpAsync(_name);
        SignedInTokens tokens = await known.TokensAsync();
        (_, string output) = await provider.Process.RunAsync(["reset-password", "--user", _name]);
        var link = new Uri(Link().Match(output).Value);

        using SignInByForm person = provider.Process.NewPerson();
        FormPage form = await person.Browser.OpenAsync(link);
        Dictionary<string, string> fields = new() { ["Next"] = "other words in a row" };
        Assert.Contains("The password was set.", (await person.Browser.SubmitAsync(form, fields)).Html, StringComparison.Ordinal);
        Assert.Contains(ResetPasswordModel.Void, (await person.Browser.SubmitAsync(form, fields)).Html, StringComparison.Ordinal);
        await person.SignInAsync(_name, "other words in a row");

        using HttpResponseMessage refresh = await known.RefreshAsync(tokens.RefreshToken!);
        Assert.False(refresh.IsSuccessStatusCode);
        Assert.DoesNotContain(link.Query, provider.Process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token=forged")]
    [InlineData("token=%25%25")]
    [InlineData("token=")]
    [InlineData("")]
    public async Task ResetPassword_ForgedLink_IsRefused(string query)
    {
        using SignInByForm known = await provider.SignedUpAsync(_name);
        using SignInByForm person = provider.Process.NewPerson();
        FormPage form = await person.Browser.OpenAsync(new Uri(provider.Process.Issuer, $"/reset-password?account=x&{query}"));
        FormPage page = await person.Browser.SubmitAsync(form, new Dictionary<string, string> { ["Next"] = "other words in a row" });
        Assert.DoesNotContain("The password was set.", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResetPassword_FromStdin_SetsItAndUnlocks()
    {
        using SignInByForm known = await provider.SignedUpAsync(_name);
        for (int i = 0; i < 5; i++)
        {
            await known.TrySignInAsync(_name, "not the right one");
        }

        await provider.Process.RunAsync(["reset-password", "--user", _name, "--password-stdin"], "other words in a row");
        using SignInByForm person = provider.Process.NewPerson();
        await person.SignInAsync(_name, "other words in a row");
    }

    [GeneratedRegex("http://\\S+/reset-password\\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
