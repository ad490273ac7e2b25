using DtnBox.Testing;

namespace DtnBox.LocalIdentity.Tests.Web;

public sealed class RestartTests
{
    [Fact]
    public async Task Restart_OfTheServer_KeepsAccountsSessionsKeysAndTokens()
    {
        await using LocalIdentityProcess server = await LocalIdentityProcess.StartAsync();
        using SignInByForm person = server.NewPerson();
        await person.SignUpAsync("alice", SharedProvider.Password);
        SignedInTokens tokens = await person.TokensAsync();
        string keys = await KeysAsync(server);

        Assert.Equal(ExitCodes.Ok, await server.StopAsync());
        await server.StartAgainAsync();

        Assert.Equal(keys, await KeysAsync(server));
        await SignInByForm.TokensOfAsync(await person.RefreshAsync(tokens.RefreshToken!));
        // The browser is still signed in: no form in between.
        await person.TokensAsync();
        using SignInByForm other = server.NewPerson();
        await other.SignInAsync("alice", SharedProvider.Password);
    }

    [Fact]
    public async Task State_OnDisk_IsReadableByTheOwnerOnlyAndHoldsNoKeyInTheClear()
    {
        await using LocalIdentityProcess server = await LocalIdentityProcess.StartAsync();
        foreach (string folder in Directory.EnumerateDirectories(server.StateDirectory).Append(server.StateDirectory))
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        }

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(server.StateDirectory, "identity.db")));
        string key = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(server.StateDirectory, "keys"))));
        Assert.DoesNotContain("Signing", key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SecondServerOnTheSameState_IsRefusedInWords()
    {
        await using LocalIdentityProcess server = await LocalIdentityProcess.StartAsync();
        await using ChildProcess second = ChildProcess.Start(
            RepositoryPaths.Program("LocalIdentity"), [],
            new Dictionary<string, string?>
            {
                ["LocalIdentity__Issuer"] = server.Issuer.AbsoluteUri,
                ["LocalIdentity__StateDirectory"] = server.StateDirectory,
            });
        Assert.Equal(ExitCodes.BadSettings, await second.WaitForExitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("Another server is using", second.Output, StringComparison.Ordinal);
    }

    private static async Task<string> KeysAsync(LocalIdentityProcess server)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Issuer };
        return await http.GetStringAsync(".well-known/jwks");
    }
}
