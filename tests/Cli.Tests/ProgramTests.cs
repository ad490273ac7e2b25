using System.Diagnostics;
using DtnBox.Cli.Tests.Simulation;

namespace DtnBox.Cli.Tests;

/// <summary>The built program, from outside.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData("--help", "dtnbox node list")]
    [InlineData("transfer start --help", "dtnbox transfer start site-a:results/run-7/ site-b:incoming/run-7/ --watch")]
    [InlineData("node add --help", "--secret-key-stdin")]
    public async Task Help_OfAVerb_ShowsExamples(string arguments, string example)
    {
        Outcome outcome = await RunAsync(arguments, []);
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Contains("Examples:", outcome.Out, StringComparison.Ordinal);
        Assert.Contains(example, outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AVerb_UsesTheEnvironment()
    {
        await using ApiSimulator api = await ApiSimulator.StartAsync();
        api.On("GET transfers/t1", Samples.Ended(Contracts.Transfers.TransferState.SucceededWithErrors));
        Outcome outcome = await RunAsync(
            "transfer watch t1", new() { ["DTNBOX_URL"] = api.Address.ToString(), ["DTNBOX_TOKEN"] = "t" });
        Assert.Equal(ExitCodes.SucceededWithErrors, outcome.ExitCode);
        Assert.StartsWith("Succeeded with errors: ", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NotSignedIn_EndsWithItsCode()
        => Assert.Equal(ExitCodes.Denied, (await RunAsync("node list", [])).ExitCode);

    private static async Task<Outcome> RunAsync(string arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", $"{typeof(CommandTree).Assembly.Location} {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("DTNBOX_TOKEN");
        start.Environment["DTNBOX_CONFIG_DIR"] = Path.Combine(Path.GetTempPath(), "dtnbox-tests-no-settings");
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancel);
        Task<string> error = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return new Outcome(process.ExitCode, await output, await error);
    }
}
