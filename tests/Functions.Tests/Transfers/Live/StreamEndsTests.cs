using System.Net;
using System.Net.Http.Headers;
using DtnBox.Contracts.People;
using DtnBox.Functions.Tests.Identity;
using DtnBox.Functions.Tests.Nodes;
using DtnBox.Functions.Users;
using DtnBox.Testing;
using Microsoft.Extensions.Hosting;

namespace DtnBox.Functions.Tests.Transfers.Live;

/// <summary>No stream goes on for ever, and none for somebody who may not read it any more.</summary>
public sealed class StreamEndsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_After200Seconds_EndsInGoodOrder()
    {
        await using var server = new ControlPlaneServer();
        await server.InitializeAsync();
        using HttpClient ada = server.Ada;
        using EventStreamReader stream = await EventStreamReader.OpenAsync(ada, "transfers/events");
        await stream.BeatsAsync(server.Time, 1);
        server.Time.Advance(TimeSpan.FromSeconds(200));
        await stream.Ended.WaitAsync(Soon, TimeProvider.System, Cancel);
    }

    [Fact]
    public async Task Stream_TheAppStops_EndsInGoodOrderAndHoldsNothingUp()
    {
        await using var server = new ControlPlaneServer();
        await server.InitializeAsync();
        using HttpClient ada = server.Ada;
        using EventStreamReader stream = await EventStreamReader.OpenAsync(ada, "transfers/events");
        server.Get<IHostApplicationLifetime>().StopApplication();
        await stream.Ended.WaitAsync(Soon, TimeProvider.System, Cancel);
    }

    [Fact]
    public async Task Stream_OneMoreThanTheLimit_IsRefusedUntilAnotherEnds()
    {
        await using var server = new ControlPlaneServer();
        await server.InitializeAsync();
        using HttpClient ada = server.Ada;
        List<EventStreamReader> streams = [];
        for (int i = 0; i < 8; i++)
        {
            streams.Add(await EventStreamReader.OpenAsync(ada, "transfers/events"));
        }

        using (HttpResponseMessage refused = await ada.GetAsync("transfers/events", Cancel))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(10), refused.Headers.RetryAfter?.Delta);
            Assert.Contains("Too many streams", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        using HttpClient bob = server.Bob;
        streams.Add(await EventStreamReader.OpenAsync(bob, "transfers/events"));
        streams[0].Dispose();
        await Eventually.ThatAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "transfers/events");
                using HttpResponseMessage answer = await ada.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
                return answer.IsSuccessStatusCode;
            },
            Soon,
            "there is room for another one",
            Cancel);
        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task Stream_ItsReaderIsDisabled_EndsWithin30Seconds()
    {
        await using PeopleApp app = await PeopleApp.StartAsync();
        await app.AskAsync<UserView>("POST", "/api/v1/me", app.TokenOf("root"));
        UserView ada = await app.AskAsync<UserView>("POST", "/api/v1/me", app.TokenOf("ada"));
        await app.Get<UserStates>().ApproveAsync(ada.Id, Role.Member, "test", Cancel);
        using HttpClient http = With(app, app.TokenOf("ada"));
        using EventStreamReader stream = await EventStreamReader.OpenAsync(http, "/api/v1/transfers/events");
        await stream.BeatsAsync(app.Time, 1);
        await app.Get<UserStates>().DisableAsync(ada.Id, "test", Cancel);
        await EndsWithin30SecondsAsync(app, stream);
    }

    [Fact]
    public async Task Stream_ItsApiTokenIsRevoked_EndsWithin30Seconds()
    {
        await using PeopleApp app = await PeopleApp.StartAsync();
        string ada = app.TokenOf("ada");
        await app.AskAsync<UserView>("POST", "/api/v1/me", ada);
        NewToken token = await app.AskAsync<NewToken>("POST", "/api/v1/me/tokens", ada, new CreateToken("t", [TokenScope.Read]));
        using HttpClient http = With(app, token.Secret);
        using EventStreamReader stream = await EventStreamReader.OpenAsync(http, "/api/v1/transfers/events");
        await stream.BeatsAsync(app.Time, 1);
        Assert.Equal(204, (await app.TryAsync("DELETE", $"/api/v1/me/tokens/{token.Token.Id}", ada)).Status);
        await EndsWithin30SecondsAsync(app, stream);
    }

    /// <summary>Half of it may go by before the stream waits: then it takes the other half.</summary>
    private static async Task EndsWithin30SecondsAsync(PeopleApp app, EventStreamReader stream)
    {
        app.Time.Advance(TimeSpan.FromSeconds(15));
        await Eventually.HappensWithinAsync(TimeSpan.FromSeconds(1), () => stream.Ended.IsCompleted);
        app.Time.Advance(TimeSpan.FromSeconds(15));
        await stream.Ended.WaitAsync(Soon, TimeProvider.System, Cancel);
    }

    private static HttpClient With(PeopleApp app, string token) => new()
    {
        BaseAddress = app.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };
}
