using System.Net;
using DtnBox.Testing;

namespace DtnBox.LocalIdentity.Tests.Web;

/// <summary>What settings change, each on a server of its own.</summary>
public sealed class SettingsTests
{
    [Fact]
    public async Task SignUp_Closed_IsRefusedAlsoWithoutTheForm()
    {
        await using LocalIdentityProcess server = await LocalIdentityProcess.StartAsync(new Dictionary<string, string>
        {
            ["OpenSignUp"] = "false",
        });
        using SignInByForm person = server.NewPerson();
        FormPage signIn = await person.Browser.OpenAsync(new Uri(server.Issuer, "/sign-in"));
        Assert.DoesNotContain("/sign-up", signIn.Html, StringComparison.Ordinal);
        FormPage closed = await person.Browser.OpenAsync(new Uri(server.Issuer, "/sign-up"));
        Assert.Contains("Signing up is closed here.", closed.Html, StringComparison.Ordinal);

        Dictionary<string, string> forged = new(signIn.HiddenFields)
        {
            ["UserName"] = "forged", ["Password"] = SharedProvider.Password,
        };
        await person.Browser.PostAsync(new Uri(server.Issuer, "/sign-up"), forged);
        Assert.Equal("", (await server.RunAsync(["list-users"])).Output.Trim());

        await server.RunAsync(["add-user", "--user", "alice", "--password-stdin"], SharedProvider.Password);
        await person.SignInAsync("alice", SharedProvider.Password);
    }

    [Fact]
    public async Task RateLimits_Reached_Answer429WithRetryAfter()
    {
        await using LocalIdentityProcess server = await LocalIdentityProcess.StartAsync(new Dictionary<string, string>
        {
            ["SignInsPerMinute"] = "2", ["SignUpsPerHour"] = "1", ["TokenRequestsPerMinute"] = "1",
        });
        using SignInByForm person = server.NewPerson();
        await person.TrySignInAsync("alice", "not the right one");
        await person.TrySignInAsync("alice", "not the right one");
        FormPage signIn = await person.TrySignInAsync("alice", "not the right one");
        Assert.Equal(HttpStatusCode.TooManyRequests, signIn.Status);
        Assert.InRange(signIn.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Contains("Too many tries.", signIn.Html, StringComparison.Ordinal);

        await person.TrySignUpAsync("alice", "short");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await person.TrySignUpAsync("alice", "short")).Status);

        using HttpResponseMessage first = await person.RefreshAsync("forged");
        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        using HttpResponseMessage second = await person.RefreshAsync("forged");
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.NotNull(second.Headers.RetryAfter);
    }

    [Fact]
    public async Task Start_WrongSettings_EndsWithEveryFaultInWords()
    {
        await using ChildProcess program = ChildProcess.Start(
            RepositoryPaths.Program("LocalIdentity"), [],
            new Dictionary<string, string?>
            {
                ["LocalIdentity__Issuer"] = "http://id.example", ["LocalIdentity__StateDirectory"] = "state",
            });
        Assert.Equal(ExitCodes.BadSettings, await program.WaitForExitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains(
            "LocalIdentity:Issuer is 'http://id.example/'; plain http is for this machine only", program.Output, StringComparison.Ordinal);
        Assert.Contains("LocalIdentity:StateDirectory must be an absolute path", program.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
    }
}
