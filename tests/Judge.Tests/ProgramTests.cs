using DtnBox.Testing;

namespace DtnBox.Judge.Tests;

/// <summary>The built program, as script/demo calls it.</summary>
public sealed class ProgramTests(S3Server server) : IClassFixture<S3Server>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Program_AFolderLoadedAndCompared_SaysWhetherItIsTheSame()
    {
        using JudgedStores stores = await JudgedStores.NewAsync(server);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dtnbox-judge-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "empty + odd %.txt"), "");
            await File.WriteAllTextAsync(Path.Combine(folder.CreateSubdirectory("sub").FullName, ".hidden"), "text");
            // More than a part.
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "large"), new byte[(5 * 1024 * 1024) + 1]);
            Assert.Equal(
                (0, "Loaded 3 files, 5,242,885 bytes."), await RunAsync("load", folder.FullName, stores.Address(0), "in/"));
            Assert.Equal(0, (await RunAsync("load", folder.FullName, stores.Address(1), "")).ExitCode);
            string[] compare = ["compare", folder.FullName, stores.Address(0), "in/", stores.Address(1), ""];
            Assert.Equal(
                (0, "The same in all places: 3 objects, 5,242,885 bytes, by key, size and SHA-256."), await RunAsync(compare));

            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "sub", ".hidden"), "Text");
            (int exitCode, string output) = await RunAsync(compare);
            Assert.Equal(1, exitCode);
            Assert.Contains("'sub/.hidden': SHA-256 ", output, StringComparison.Ordinal);
            Assert.Equal(0, (await RunAsync("compare", "-", stores.Address(0), "in/", stores.Address(1), "")).ExitCode);
            Assert.Equal(1, (await RunAsync("compare", "-", stores.Address(0), "in", stores.Address(1), "")).ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("compare", "-", "http://127.0.0.1:1/b", "")]
    [InlineData("compare", "/no such folder", "http://127.0.0.1:1/b", "")]
    [InlineData("compare", "-", "http://127.0.0.1:1/b", "", "http://127.0.0.1:1/", "")]
    [InlineData("guess", "-", "http://127.0.0.1:1/b", "", "http://127.0.0.1:1/b", "")]
    public async Task Program_ACommandLineThatIsNotRight_ExitsWith2(params string[] arguments)
        => Assert.Equal(2, (await RunAsync(arguments)).ExitCode);

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var judge = ChildProcess.Start(RepositoryPaths.Program("Judge"), arguments, new Dictionary<string, string?>
        {
            ["AWS_ACCESS_KEY_ID"] = server.User.AccessKey, ["AWS_SECRET_ACCESS_KEY"] = server.User.SecretKey,
        });
        int exitCode = await judge.WaitForExitAsync(Patience, TestContext.Current.CancellationToken);
        return (exitCode, judge.Output);
    }
}
