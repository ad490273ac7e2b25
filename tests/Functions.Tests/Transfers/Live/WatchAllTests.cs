using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Tests.Nodes;

namespace DtnBox.Functions.Tests.Transfers.Live;

public sealed class WatchAllTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static readonly TransferState[] ToTheEnd =
        [TransferState.Validating, TransferState.Probing, TransferState.Copying, TransferState.Succeeded];

    [Fact]
    public async Task WatchAll_NewOnesAndEnds_AreSentToWhomTheyBelongAndToAdministrators()
    {
        using HttpClient ada = server.Ada;
        using HttpClient bob = server.Bob;
        using HttpClient root = server.Administrator;
        string old = await server.AddTransferAsync();
        string ended = await server.AddTransferAsync();
        await server.MoveAsync(ended, ToTheEnd);
        using EventStreamReader stream = await EventStreamReader.OpenAsync(ada, "transfers/events");
        using EventStreamReader bobs = await EventStreamReader.OpenAsync(bob, "transfers/events");
        using EventStreamReader all = await EventStreamReader.OpenAsync(root, "transfers/events");
        await stream.UntilAsync(server.Time, () => Shows(stream, old, TransferState.Queued), "the old one is there");

        string young = await server.AddTransferAsync();
        await stream.UntilAsync(server.Time, () => Shows(stream, young, TransferState.Queued), "the new one is there");
        await server.MoveAsync(young, ToTheEnd);
        await stream.UntilAsync(server.Time, () => Shows(stream, young, TransferState.Succeeded), "the new one has ended");
        await all.UntilAsync(server.Time, () => Shows(all, young, TransferState.Succeeded), "administrators see it, too");
        Assert.DoesNotContain(stream.Events, sent => sent.Data.Contains(ended, StringComparison.Ordinal));
        Assert.Empty(bobs.Events);
    }

    [Fact]
    public async Task WatchAll_ComingBack_TellsWhatEndedMeanwhile()
    {
        using HttpClient ada = server.Ada;
        using HttpClient bob = server.Bob;
        string id = await server.AddTransferAsync();
        string lastId;
        using (EventStreamReader first = await EventStreamReader.OpenAsync(ada, "transfers/events"))
        {
            await first.UntilAsync(server.Time, () => Shows(first, id, TransferState.Queued), "it is there");
            lastId = first.Events[^1].Id!;
        }

        await server.MoveAsync(id, ToTheEnd);
        using EventStreamReader again = await EventStreamReader.OpenAsync(ada, "transfers/events", lastId);
        using EventStreamReader bobs = await EventStreamReader.OpenAsync(bob, "transfers/events", lastId);
        await again.UntilAsync(server.Time, () => Shows(again, id, TransferState.Succeeded), "its end is told");
        await bobs.BeatsAsync(server.Time, 1);
        Assert.Empty(bobs.Events);
    }

    [Fact]
    public async Task WatchAll_OneIsHandedOver_SaysThatItIsGoneAndGoesOn()
    {
        using HttpClient ada = server.Ada;
        string lost = await server.AddTransferAsync();
        string kept = await server.AddTransferAsync();
        using EventStreamReader stream = await EventStreamReader.OpenAsync(ada, "transfers/events");
        await stream.UntilAsync(server.Time, () => Shows(stream, lost, TransferState.Queued), "it is there");
        await server.GiveAsync(lost, "eve");
        await stream.UntilAsync(
            server.Time, () => stream.Events.Any(sent => sent.Name == "gone" && sent.Data.Contains(lost, StringComparison.Ordinal)), "it is gone");
        await server.MoveAsync(kept, TransferState.Validating);
        await stream.UntilAsync(server.Time, () => Shows(stream, kept, TransferState.Validating), "the other one is still told of");
    }

    private static bool Shows(EventStreamReader stream, string id, TransferState state)
        => stream.Events.LastOrDefault(sent => sent.Name == "transfer" && sent.Transfer().Id == id)?.Transfer().State == state;
}
