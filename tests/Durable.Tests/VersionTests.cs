using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class VersionTests
{
    [Fact]
    public async Task Version_DefaultOfTheApp_IsThatOfNewInstancesAndChildren()
    {
        using AppFolder app = new AppFolder().With(("defaultVersion", "2.0"));
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(app, "--replay-check", "on");

        Assert.Equal(["2.0", "2.0", "0.5"], await host.Orchestrations.RunAsync<string[]>("ShowVersions", true));
        string given = await host.StartVersionAsync("ShowVersions", true, "1.9");
        Assert.Equal(["1.9", "2.0", "0.5"], await host.Orchestrations.ResultAsync<string[]>(given));
        string none = await host.StartVersionAsync("ShowVersions", false, "");
        Assert.Equal([""], await host.Orchestrations.ResultAsync<string[]>(none));
    }

    [Theory]
    [InlineData("None", "3.0", null)]
    [InlineData("Strict", "2.0", "1.0")]
    [InlineData("CurrentOrOlder", "1.10", "2.1")]
    public async Task Version_MatchStrategyWithFail_FailsWhatDoesNotMatch(string strategy, string fits, string? doesNot)
    {
        using AppFolder app = new AppFolder().With(
            ("defaultVersion", "2.0"), ("versionMatchStrategy", strategy), ("versionFailureStrategy", "Fail"));
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(app);

        string fitting = await host.StartVersionAsync("ShowVersions", false, fits);
        Assert.Equal([fits], await host.Orchestrations.ResultAsync<string[]>(fitting));
        if (doesNot is not null)
        {
            string other = await host.StartVersionAsync("ShowVersions", false, doesNot);
            JsonElement ended = await host.Orchestrations.EndsAsync(other);
            Assert.Equal("Failed", ended.Status());
            Assert.StartsWith(
                $"VersionMismatch: The orchestration cannot run here: the instance's version '{doesNot}' is",
                ended.Output(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Version_MismatchWithReject_WaitsForAHostThatFits()
    {
        using AppFolder app = new AppFolder().With(("defaultVersion", "1.0"));
        string id;
        await using (FunctionsHostProcess old = await FunctionsHostProcess.StartAsync(app))
        {
            id = await old.StartVersionAsync("ShowVersions", false, "2.0");
            await old.SeesAsync("newer than the app's, '1.0'");
            Assert.Equal("Pending", (await old.Orchestrations.FindAsync(id))!.Value.Status());
            await old.StopAsync();
        }

        app.With(("defaultVersion", "2.0"));
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(app);
        Assert.Equal(["2.0"], await host.Orchestrations.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Version_UnknownStrategy_StopsTheHostAtTheStart()
    {
        using AppFolder app = new AppFolder().With(("versionMatchStrategy", "Newest"));
        await using FunctionsHostProcess host = FunctionsHostProcess.Launch(app);

        Assert.NotEqual(0, await host.ExitAsync());
        Assert.Contains(
            "extensions.durableTask.versionMatchStrategy is 'Newest'. Write one of None, Strict, CurrentOrOlder.",
            host.Output, StringComparison.Ordinal);
    }
}
