using DtnBox.Cli.Tests.Simulation;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests;

public sealed class ExitCodeTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData(400, ExitCodes.Usage)]
    [InlineData(401, ExitCodes.Denied)]
    [InlineData(403, ExitCodes.Denied)]
    [InlineData(404, ExitCodes.NotFound)]
    [InlineData(409, ExitCodes.Conflict)]
    [InlineData(500, ExitCodes.Failed)]
    public async Task Run_ApiRefuses_ShowsTitleDetailAndNextStep(int status, int exitCode)
    {
        _api.OnProblem("GET nodes/x", status, "It is so", "Because of this.", "Do that.");
        Outcome outcome = await new CommandLine(_api).RunAsync("node show x --json");
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.Equal("dtnbox: It is so\n  Because of this.\n  Next: Do that.", outcome.Error);
        Assert.Empty(outcome.Out);
    }

    [Fact]
    public async Task Run_FieldsAreWrong_ListsThem()
    {
        _api.On("POST transfers", _ => Results.Problem(
            statusCode: 400,
            title: "The request cannot be taken as it is",
            detail: "source.bucket: is bad. label: is long.",
            extensions: new Dictionary<string, object?>
            {
                ["errors"] = new Dictionary<string, string[]> { ["source.bucket"] = ["is bad."], ["label"] = ["is long."] },
                ["nextStep"] = "Correct them.",
            }));
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer start a:b c:d");
        Assert.Equal(
            "dtnbox: The request cannot be taken as it is\n  source.bucket: is bad.\n  label: is long.\n  Next: Correct them.",
            outcome.Error);
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    public async Task Run_GatewayAnswers_IsUnreachable(int status)
    {
        _api.On("GET nodes/x", _ => Results.StatusCode(status));
        Assert.Equal(ExitCodes.Unreachable, (await new CommandLine(_api).RunAsync("node show x")).ExitCode);
    }

    [Fact]
    public async Task Run_SomethingElseAnswers_SaysSo()
    {
        _api.On("GET nodes/x", _ => Results.Text("<html>"));
        Outcome outcome = await new CommandLine(_api).RunAsync("node show x");
        Assert.Equal(ExitCodes.Unreachable, outcome.ExitCode);
        Assert.Contains("is not a DtnBox control plane", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NobodyListens_IsUnreachable()
    {
        Outcome outcome = await new CommandLine(null).RunAsync("node list");
        Assert.Equal(ExitCodes.Unreachable, outcome.ExitCode);
        Assert.Contains("http://127.0.0.1:1/ cannot be reached", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NoToken_IsNotSignedIn()
    {
        var line = new CommandLine(_api);
        line.Environment.Remove("DTNBOX_TOKEN");
        Outcome outcome = await line.RunAsync("node list");
        Assert.Equal(ExitCodes.Denied, outcome.ExitCode);
        Assert.Contains("DTNBOX_TOKEN", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TokenFile_WinsOverTheEnvironment()
    {
        _api.On("GET nodes/x", Samples.Node);
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "from-file\n", TestContext.Current.CancellationToken);
        Outcome outcome = await new CommandLine(_api).RunAsync($"node show x --token-file {file}");
        File.Delete(file);
        Assert.Equal(ExitCodes.Ok, outcome.ExitCode);
        Assert.Equal("Bearer from-file", _api.Requests.Single().Authorization);
    }

    [Theory]
    [InlineData("--token-file /nowhere/at/all", "cannot be read")]
    [InlineData("--url dtnbox.example", "is not the address")]
    public async Task Run_SettingsThatCannotBe_AreUsageFaults(string option, string fault)
    {
        Outcome outcome = await new CommandLine(_api).RunAsync($"node list {option}");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains(fault, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("transfr")]
    [InlineData("node show")]
    [InlineData("node add x --endpoint http://x")]
    [InlineData("node add x --access-key AK --endpoint s3.site-a.example")]
    [InlineData("transfer list --limit 0")]
    [InlineData("transfer list --state Foo")]
    [InlineData("transfer start a:b c:d --sync 1")]
    public async Task Run_LineThatCannotBe_IsAUsageFault(string line)
    {
        Outcome outcome = await new CommandLine(_api).RunAsync(line);
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.NotEmpty(outcome.Error);
        Assert.Empty(_api.Requests);
    }
}
