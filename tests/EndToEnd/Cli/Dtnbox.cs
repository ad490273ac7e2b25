using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Cli;

/// <summary>Runs the built <c>dtnbox</c> against an installation.</summary>
internal static class Dtnbox
{
    public static Task<(int ExitCode, string Output)> RunAsync(Installation dtnbox, params string[] arguments)
        => RunAsync(dtnbox.Address, dtnbox.Token, input: null, arguments);

    /// <summary>Runs it as somebody.</summary>
    /// <param name="controlPlane">The control plane's address.</param>
    /// <param name="token">Who they are.</param>
    /// <param name="input">A line for its standard input; null for none.</param>
    /// <param name="arguments">The verb and what follows it.</param>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        Uri controlPlane, string token, string? input, params string[] arguments)
    {
        await using var command = ChildProcess.Start(
            RepositoryPaths.Program("Cli", "dtnbox"),
            arguments,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["DTNBOX_URL"] = controlPlane.AbsoluteUri,
                ["DTNBOX_TOKEN"] = token,
                ["DTNBOX_HUB"] = controlPlane.AbsoluteUri,
                ["LC_ALL"] = "C.UTF-8",
            });
        if (input is not null)
        {
            await command.WriteInputAsync(input, TestContext.Current.CancellationToken);
        }

        int exitCode = await command.WaitForExitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return (exitCode, command.Output);
    }
}
