using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Cli;

/// <summary>Runs the built <c>dtnbox</c> against an installation.</summary>
internal static class Dtnbox
{
    public static async Task<(int ExitCode, string Output)> RunAsync(Installation dtnbox, params string[] arguments)
    {
        await using var command = ChildProcess.Start(
            RepositoryPaths.Program("Cli", "dtnbox"),
            arguments,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["DTNBOX_URL"] = dtnbox.Address.AbsoluteUri,
                ["DTNBOX_TOKEN"] = dtnbox.Token,
                ["DTNBOX_HUB"] = dtnbox.Address.AbsoluteUri,
                ["LC_ALL"] = "C.UTF-8",
            });
        int exitCode = await command.WaitForExitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return (exitCode, command.Output);
    }
}
