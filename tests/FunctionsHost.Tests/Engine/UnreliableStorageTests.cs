using System.Net;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Engine;

/// <summary>The storage refuses, or its answers get lost, and nobody is killed.</summary>
public sealed class UnreliableStorageTests : CrashPoint
{
    [Theory]
    [InlineData("h!")]
    [InlineData("a!")]
    public async Task Storage_LosesTheAnswerOfACommit_NothingHappensTwice(string row)
    {
        using FaultRule lost = Storage.Inject(StagedStorage.Puts("x", row), new Fault.LoseAnswer(), times: 1);
        await Client.StartAsync("FanOut", 5, "x");
        Assert.Equal("15", await Client.ResultAsync("x"));
        Assert.Equal(1, lost.Hits);
        Assert.Equal(5, App.ReadJournal().Length);
    }

    [Fact]
    public async Task Storage_RefusesInTheMiddleOfALargeEpisode_TheEpisodeIsRunAgain()
    {
        // More than the storage client repeats by itself.
        using FaultRule busy = Storage.Inject(
            StagedStorage.Puts("x", "a!0000000001!000150"), new Fault.Answer(503), times: 5);
        await Client.StartAsync("FanOut", 300, "x");
        Assert.Equal("45150", await Client.ResultAsync("x"));
        Assert.Equal(5, busy.Hits);
        Assert.Equal(300, App.ReadJournal().Length);
    }

    [Fact]
    public async Task Storage_LosesTheAnswerOfAnEvent_ARunningActivityIsNotStartedASecondTime()
    {
        await Client.StartAsync("HangShortly", 0, "x");
        await Eventually.ThatAsync(() => App.ReadJournal().Contains("hang"), TimeSpan.FromMinutes(1), "running activity");
        using FaultRule lost = Storage.Inject(StagedStorage.Puts("x", "h!"), new Fault.LoseAnswer(), times: 1);
        // The instance is loaded anew after this: the client repeats by itself and finds the row changed.
        using HttpResponseMessage answer = await Client.TryRaiseAsync("x", "item", "unknown outcome");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("\"hung\"", await Client.ResultAsync("x"));
        Assert.Equal(["hang", "hung"], App.ReadJournal());
    }

    [Fact]
    public async Task Storage_DoesNotAnswerAStart_ClientIsAskedToComeBack()
    {
        using FaultRule busy = Storage.Inject(StagedStorage.Puts("x", "0"), new Fault.Answer(503));
        using HttpResponseMessage answer = await Client.TryStartAsync("Echo", "x", "x");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }
}
