using System.Net;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Tests.Nodes;

namespace DtnBox.Functions.Tests.Transfers.Live;

public sealed class WatchTransferTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_ATransfer_SendsItAsGetGivesItAndThenAgainWhenItChanged()
    {
        using HttpClient ada = server.Ada;
        string id = await server.AddTransferAsync();
        using EventStreamReader stream = await EventStreamReader.OpenAsync(ada, $"transfers/{id}/events");
        Assert.Equal("text/event-stream", stream.Answer.Content.Headers.ContentType?.MediaType);
        Assert.True(stream.Answer.Headers.CacheControl is { NoStore: true });
        await stream.EventsAsync(server.Time, 1);
        Assert.Equal("1000", stream.Retry);
        Assert.Equal(("transfer", await ada.GetStringAsync($"transfers/{id}", Cancel)), (stream.Events[0].Name, stream.Events[0].Data));

        await server.MoveAsync(id, TransferState.Validating);
        await stream.EventsAsync(server.Time, 2);
        Assert.Equal(TransferState.Validating, stream.Events[1].Transfer().State);
        Assert.NotEqual(stream.Events[0].Id, stream.Events[1].Id);
    }

    [Fact]
    public async Task Watch_NothingChanges_SendsCommentsAndNoEvent()
    {
        using HttpClient ada = server.Ada;
        string id = await server.AddTransferAsync();
        using EventStreamReader stream = await EventStreamReader.OpenAsync(ada, $"transfers/{id}/events");
        await stream.EventsAsync(server.Time, 1);
        await stream.BeatsAsync(server.Time, 2);
        Assert.Single(stream.Events);
    }

    [Fact]
    public async Task Watch_WithTheLastEventsId_SendsOnlyWhatIsNewer()
    {
        using HttpClient ada = server.Ada;
        string id = await server.AddTransferAsync();
        using EventStreamReader first = await EventStreamReader.OpenAsync(ada, $"transfers/{id}/events");
        await first.EventsAsync(server.Time, 1);

        using EventStreamReader known = await EventStreamReader.OpenAsync(ada, $"transfers/{id}/events", first.Events[0].Id);
        using EventStreamReader other = await EventStreamReader.OpenAsync(ada, $"transfers/{id}/events", "0123456789abcdef");
        await other.EventsAsync(server.Time, 1);
        await server.MoveAsync(id, TransferState.Validating);
        await known.EventsAsync(server.Time, 1);
        Assert.Equal(TransferState.Validating, known.Events[0].Transfer().State);
        Assert.Equal(first.Events[0], other.Events[0]);
    }

    [Fact]
    public async Task Watch_ATransferOfSomebodyElse_IsNotFound()
    {
        using HttpClient bob = server.Bob;
        string id = await server.AddTransferAsync();
        using HttpResponseMessage answer = await bob.GetAsync($"transfers/{id}/events", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Watch_TheTransferIsHandedOver_SaysThatItIsGoneAndEnds()
    {
        using HttpClient ada = server.Ada;
        using HttpClient root = server.Administrator;
        string id = await server.AddTransferAsync();
        using EventStreamReader stream = await EventStreamReader.OpenAsync(ada, $"transfers/{id}/events");
        using EventStreamReader administrators = await EventStreamReader.OpenAsync(root, $"transfers/{id}/events");
        await stream.EventsAsync(server.Time, 1);
        await server.GiveAsync(id, "bob");
        await stream.UntilAsync(server.Time, () => stream.Ended.IsCompletedSuccessfully, "the stream has ended");
        Assert.Equal(("gone", null, $$"""{"id":"{{id}}"}"""), (stream.Events[^1].Name, stream.Events[^1].Id, stream.Events[^1].Data));
        await administrators.UntilAsync(
            server.Time, () => administrators.Events is { Count: > 0 } events && events[^1].Transfer().Owner == "bob", "they see the new owner");
    }
}
