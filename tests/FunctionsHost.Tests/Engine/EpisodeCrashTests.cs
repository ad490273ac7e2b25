using DtnBox.FunctionsHost.Tests.Support;

namespace DtnBox.FunctionsHost.Tests.Engine;

/// <summary>The host is killed while an instance runs: what was acknowledged happens.</summary>
public sealed class EpisodeCrashTests : CrashPoint
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Host_DiesAtTheFirstEpisode_StartIsNotForgotten(bool isStored)
    {
        await KillAndRestartAsync(StagedStorage.Puts("x", "h!"), isStored, () => Client.StartAsync("FanOut", 3, "x"));
        Assert.Equal("6", await Client.ResultAsync("x"));
        Assert.Equal(["number 1", "number 2", "number 3"], App.ReadJournal().Order());
    }

    [Fact]
    public async Task Host_DiesBeforeTheStartIsStored_KnowsNothingOfIt()
    {
        Task<HttpResponseMessage> start = Task.FromResult<HttpResponseMessage>(null!);
        await KillAndRestartAsync(StagedStorage.Puts("x", "0"), isStored: false, () =>
        {
            start = Client.TryStartAsync("Echo", "x", "x");
            return Task.CompletedTask;
        });
        await Assert.ThrowsAnyAsync<Exception>(() => start);
        Assert.Null(await Client.FindAsync("x"));
    }

    [Theory]
    [InlineData("a!0000000001!000000")]
    [InlineData("a!0000000001!000150")]
    public async Task Host_DiesInTheMiddleOfALargeEpisode_TornRowsGoAndEachActivityRunsOnce(string row)
    {
        await KillAndRestartAsync(StagedStorage.Puts("x", row), isStored: true, () => Client.StartAsync("FanOut", 300, "x"));
        Assert.Equal("45150", await Client.ResultAsync("x"));
        Assert.Equal(300, App.ReadJournal().Length);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task Host_DiesWhenAnActivityHasRun_ItRunsAgainOnlyIfItsResultWasNotStored(bool isStored, int runs)
    {
        await KillAndRestartAsync(StagedStorage.Deletes("x", "a!"), isStored, () => Client.StartAsync("FanOut", 1, "x"));
        Assert.Equal("1", await Client.ResultAsync("x"));
        Assert.Equal(runs, App.ReadJournal().Length);
    }

    [Fact]
    public async Task Host_DiesWhileTimersRun_TheDueOneFiresAtOnceAndTheOtherInTime()
    {
        await Client.StartAsync("Sleep", 5.0, "late");
        await KillAndRestartAsync(StagedStorage.Puts("due", "t!"), isStored: true, () => Client.StartAsync("Sleep", 0.5, "due"));
        Assert.Equal("\"woke\"", await Client.ResultAsync("due"));
        Assert.Equal("\"woke\"", await Client.ResultAsync("late"));
    }
}
