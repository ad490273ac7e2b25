using DtnBox.Cli.Api;
using DtnBox.Cli.SignIn;
using DtnBox.Cli.Tests.Hub;
using DtnBox.Cli.Tests.Simulation;
using Microsoft.AspNetCore.Http;

namespace DtnBox.Cli.Tests.SignIn;

/// <summary>The answers of RFC 8628, 3.5, and how long each is waited after.</summary>
public sealed class DeviceSignInTests : IAsyncLifetime
{
    private readonly StoppedClock _clock = new(Samples.At);
    private ProviderSimulator _provider = null!;
    private OpenIdProvider _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await ProviderSimulator.StartAsync();
        _client = new OpenIdProvider("campus", _provider.Authority.AbsoluteUri, "dtnbox");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _provider.DisposeAsync();
    }

    [Theory]
    [InlineData(5, 5, "authorization_pending", "authorization_pending")] // 5 + 5 + 5
    [InlineData(2, 2, "authorization_pending", "authorization_pending")]
    [InlineData(null, 5, "authorization_pending", "authorization_pending")]
    public async Task Wait_Pending_PollsAtTheInterval(int? interval, int seconds, params string[] answers)
    {
        Line(answers);
        Assert.Equal("access-1", (await WaitAsync(interval)).AccessToken);
        Assert.Equal(TimeSpan.FromSeconds(seconds * (answers.Length + 1)), Waited());
    }

    [Fact]
    public async Task Wait_ToldToSlowDown_WaitsFiveSecondsMoreFromThenOn()
    {
        Line("slow_down", "authorization_pending", "slow_down");
        await WaitAsync(5);
        Assert.Equal(TimeSpan.FromSeconds(5 + 10 + 10 + 15), Waited());
    }

    [Fact]
    public async Task Wait_ProviderIsAway_TriesLessAndLessOften()
    {
        _provider.Answers.Enqueue(Results.StatusCode(503));
        _provider.Answers.Enqueue(ProviderSimulator.Error("temporarily_unavailable", status: 503));
        _provider.Answers.Enqueue(Results.StatusCode(429));
        await WaitAsync(5);
        Assert.Equal(TimeSpan.FromSeconds(5 + 10 + 20 + 40), Waited());
    }

    [Theory]
    [InlineData("access_denied", "declined in the browser")]
    [InlineData("expired_token", "Start again: dtnbox login")]
    [InlineData("invalid_client", "has to allow the device code flow")]
    [InlineData("invalid_grant", "refuses the sign-in: invalid_grant: because")]
    public async Task Wait_Refused_SaysWhatHappened(string error, string words)
    {
        _provider.Answers.Enqueue(ProviderSimulator.Error("authorization_pending"));
        _provider.Answers.Enqueue(ProviderSimulator.Error(error, "because"));
        UsageException fault = await Assert.ThrowsAsync<UsageException>(() => WaitAsync(5));
        Assert.Equal(ExitCodes.Denied, fault.ExitCode);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_NobodyEntersTheCode_EndsWithTheCode()
    {
        Line([.. Enumerable.Repeat("authorization_pending", 200)]);
        UsageException fault = await Assert.ThrowsAsync<UsageException>(() => WaitAsync(5));
        Assert.Contains("has expired before it was entered", fault.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(600), Waited());
    }

    [Theory]
    [InlineData("unauthorized_client", 400, "has to allow the device code flow")]
    [InlineData("invalid_scope", 401, "refuses the sign-in: invalid_scope")]
    public async Task Begin_Refused_SaysWhy(string error, int status, string words)
    {
        _provider.Device = ProviderSimulator.Error(error, status: status);
        UsageException fault = await Assert.ThrowsAsync<UsageException>(BeginAsync);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Begin_AnswerIsNone_IsUnreachable()
    {
        _provider.Device = Results.Text("<html>");
        await Assert.ThrowsAsync<UnreachableException>(BeginAsync);
    }

    private void Line(params string[] errors)
    {
        foreach (string error in errors)
        {
            _provider.Answers.Enqueue(ProviderSimulator.Error(error));
        }
    }

    private TimeSpan Waited() => _clock.GetUtcNow() - Samples.At;

    private async Task BeginAsync() => await (await FlowAsync()).BeginAsync("openid", Cancel);

    private async Task<TokenAnswer> WaitAsync(int? interval) => await (await FlowAsync()).WaitAsync(
        new DeviceAuthorization("device-secret", "WDJB", new Uri("https://id.example/device"), 600, Interval: interval), Cancel);

    private async Task<DeviceSignIn> FlowAsync() => new(_client, await _client.DiscoverAsync(Cancel), _clock);
}
