using System.Text.Json;
using DtnBox.Cli.Tests.Simulation;

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

    private async Task<JsonElement> SettingsAsync(string options)
    {
        _api.On("POST transfers", Samples.Transfer, 201);
        Outcome outcome = await new CommandLine(_api).RunAsync($"transfer start a:b c:d {options}");
        Assert.True(outcome.ExitCode == ExitCodes.Ok, outcome.Error);
        return _api.Requests.Last().Body!.Value.GetProperty("settings");
    }
}
