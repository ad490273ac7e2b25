using System.Text.RegularExpressions;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.People;

/// <summary>The built <c>dtnbox</c> signs in at the real provider and is somebody at the real control plane.</summary>
public sealed partial class LoginTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("dtnbox-login-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_AllowedInTheBrowser_SignsUpAndWorksUntilLogout()
    {
        await using LocalIdentityProcess identity = await LocalIdentityProcess.StartAsync();
        await using Installation dtnbox = await Installation.StartAsync(settings: Person.SignInWith(identity), sites: false);
        using SignInByForm ada = identity.NewPerson();
        await ada.SignUpAsync("ada", "four words in a row", cancellationToken: Cancel);

        await using (ChildProcess login = Start(dtnbox, "login"))
        {
            await Eventually.ThatAsync(
                () => Task.FromResult(Address().IsMatch(login.Output)), Patience, "dtnbox login shows where to go", Cancel);
            FormPage question = await ada.Browser.OpenAsync(new Uri(Address().Match(login.Output).Value), Cancel);
            await ada.Browser.SubmitAsync(
                question, new Dictionary<string, string>(StringComparer.Ordinal) { ["answer"] = "allow" }, Cancel);
            Assert.Equal(0, await login.WaitForExitAsync(Patience, Cancel));
            Assert.Contains("Administrator", login.Output, StringComparison.Ordinal);
        }

        Assert.Equal((0, true), await RunAsync(dtnbox, "ada", "whoami"));
        Assert.Equal((0, true), await RunAsync(dtnbox, "ada", "user", "list"));
        Assert.Equal(0, (await RunAsync(dtnbox, "", "logout")).ExitCode);
        Assert.NotEqual(0, (await RunAsync(dtnbox, "", "whoami")).ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int ExitCode, bool Says)> RunAsync(Installation dtnbox, string words, params string[] arguments)
    {
        await using ChildProcess command = Start(dtnbox, arguments);
        return (await command.WaitForExitAsync(Patience, Cancel), command.Output.Contains(words, StringComparison.Ordinal));
    }

    private ChildProcess Start(Installation dtnbox, params string[] arguments) => ChildProcess.Start(
        RepositoryPaths.Program("Cli", "dtnbox"),
        arguments,
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DTNBOX_URL"] = dtnbox.Address.AbsoluteUri, ["DTNBOX_TOKEN"] = null, ["DTNBOX_CONFIG_DIR"] = _folder,
        });

    [GeneratedRegex(@"http://\S+user_code=\S+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
