using DtnBox.Cli.Tests.Simulation;

namespace DtnBox.Cli.Tests;

/// <summary>What a newcomer reads before anything is sent.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("user", "dtnbox user list --state Pending")]
    [InlineData("token", "dtnbox token create nightly --scope Read Transfer")]
    [InlineData("grant", "--to alice@example.org")]
    [InlineData("audit", "dtnbox audit list --outcome Denied --from 1d")]
    public async Task Help_OfAGroup_ShowsItsOwnExamples(string group, string example)
        => Assert.Contains(example, (await RunAsync($"{group} --help")).Out, StringComparison.Ordinal);

    [Fact]
    public async Task AuditList_LastOfNone_IsAUsageFault()
        => Assert.Equal(ExitCodes.Usage, (await RunAsync("audit list --last 0")).ExitCode);

    private static Task<Outcome> RunAsync(string line) => new CommandLine(api: null).RunAsync(line);
}
