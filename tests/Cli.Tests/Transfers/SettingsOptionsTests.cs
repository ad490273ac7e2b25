using System.Text.Json;
using DtnBox.Cli.Tests.Simulation;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Tests.Transfers;

public sealed class SettingsOptionsTests : IAsyncLifetime
{
    private ApiSimulator _api = null!;

    public async ValueTask InitializeAsync() => _api = await ApiSimulator.StartAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Start_IncludesAndExcludes_KeepTheirOrder()
        => Assert.Equal(
            """[{"action":"Exclude","pattern":"tmp/**"},{"action":"Include","pattern":"*.h5"},{"action":"Exclude","pattern":"**"},{"action":"Include","pattern":"b"}]""",
            (await SettingsAsync("--exclude tmp/** --include=*.h5 --label x --exclude ** --include b"))
                .GetProperty("selection").GetProperty("rules").ToString());

    [Fact]
    public async Task Start_VerifyOnly_AsksForThatKind()
        => Assert.Equal("Verify", (await SettingsAsync("--verify-only")).GetProperty("kind").GetString());

    [Fact]
    public async Task Start_DryRunAndVerifyOnly_IsAMistake()
    {
        Outcome outcome = await new CommandLine(_api).RunAsync("transfer start a:b c:d --verify-only --dry-run");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains("give one of them", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_api.Requests);
    }

    [Fact]
    public async Task Start_DeleteExtra_SendsTheLimit()
        => Assert.Equal(
            """{"limit":7}""",
            (await SettingsAsync("--delete-extra --delete-limit 7")).GetProperty("deleteExtras").ToString());

    [Theory]
    [InlineData("--delete-extra", "needs --delete-limit COUNT")]
    [InlineData("--delete-limit 7", "without --delete-extra")]
    public async Task Start_DeleteExtraOrItsLimitAlone_IsAMistake(string options, string fault)
    {
        Outcome outcome = await new CommandLine(_api).RunAsync($"transfer start a:b c:d {options}");
        Assert.Equal(ExitCodes.Usage, outcome.ExitCode);
        Assert.Contains(fault, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(_api.Requests);
    }

    [Theory]
    [InlineData(TransferState.Succeeded, "Verified: 39 objects, 4.0 GiB at site-b:incoming/ are, byte by byte, those of the source.")]
    [InlineData(TransferState.SucceededWithErrors, "Not the same: 1 object of 40 objects compared; nothing was written.")]
    public async Task Watch_VerifyOnly_SaysWhatWasCompared(TransferState state, string words)
    {
        _api.On("GET transfers/t1", Samples.Ended(state) with { Settings = new TransferSettings(TransferKind.Verify) });
        Assert.StartsWith(words, (await new CommandLine(_api).RunAsync("transfer watch t1")).Out, StringComparison.Ordinal);
    }

    private async Task<JsonElement> SettingsAsync(string options)
    {
        _api.On("POST transfers", Samples.Transfer, 201);
        Outcome outcome = await new CommandLine(_api).RunAsync($"transfer start a:b c:d {options}");
        Assert.True(outcome.ExitCode == ExitCodes.Ok, outcome.Error);
        return _api.Requests.Last().Body!.Value.GetProperty("settings");
    }
}
