using System.Net;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Tests.Nodes;
using DtnBox.Functions.Tests.Transfers.Live;

namespace DtnBox.Functions.Tests.Transfers.Deleting;

/// <summary>What people and the streams are told of a deletion.</summary>
public sealed class DeleteTransferTests(ControlPlaneServer server) : IClassFixture<ControlPlaneServer>
{
    private static readonly TransferState[] ToTheEnd =
        [TransferState.Validating, TransferState.Probing, TransferState.Copying, TransferState.Succeeded];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delete_Ended_IsGoneForEverybodyAtOnceAndMayBeRepeated()
    {
        using HttpClient ada = server.Ada;
        string id = await server.AddTransferAsync();
        await server.MoveAsync(id, ToTheEnd);
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(ada, id));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(ada, id));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"transfers/{id}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.PostAsync($"transfers/{id}/restart", null, Cancel)).StatusCode);
        Assert.DoesNotContain(id, await ada.GetStringAsync("transfers", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_UnderWay_SaysToStopItFirst()
    {
        using HttpClient ada = server.Ada;
        string id = await server.AddTransferAsync();
        using HttpResponseMessage answer = await ada.DeleteAsync($"transfers/{id}", Cancel);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Stop it first", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_OfSomebodyElse_IsNotThere()
    {
        using HttpClient bob = server.Bob;
        string id = await server.AddTransferAsync();
        await server.MoveAsync(id, ToTheEnd);
        Assert.Equal(HttpStatusCode.NotFound, await DeleteAsync(bob, id));
    }

    [Fact]
    public async Task Delete_StreamsThatShowIt_SayThatItIsGone()
    {
        using HttpClient ada = server.Ada;
        using HttpClient bob = server.Bob;
        string id = await server.AddTransferAsync();
        string young = await server.AddTransferAsync();
        await server.MoveAsync(id, ToTheEnd);
        using EventStreamReader one = await EventStreamReader.OpenAsync(ada, $"transfers/{id}/events");
        using EventStreamReader list = await EventStreamReader.OpenAsync(ada, "transfers/events");
        using EventStreamReader bobs = await EventStreamReader.OpenAsync(bob, "transfers/events");
        await one.UntilAsync(server.Time, () => one.Events.Count > 0, "it is shown");
        await DeleteAsync(ada, id);
        await one.UntilAsync(server.Time, () => IsGone(one, id), "its own stream says so");
        await list.UntilAsync(server.Time, () => IsGone(list, id), "the list's stream says so, although it had ended");
        await server.MoveAsync(young, TransferState.Validating);
        await list.UntilAsync(
            server.Time,
            () => list.Events.Any(sent => sent.Name == "transfer" && sent.Transfer() is { State: TransferState.Validating }),
            "the list's stream goes on");
        Assert.Single(list.Events, sent => sent.Name == "gone" && sent.Data.Contains(id, StringComparison.Ordinal));
        Assert.Empty(bobs.Events);
    }

    private static bool IsGone(EventStreamReader stream, string id)
        => stream.Events.Any(sent => sent.Name == "gone" && sent.Data.Contains(id, StringComparison.Ordinal));

    private static async Task<HttpStatusCode> DeleteAsync(HttpClient http, string id)
    {
        using HttpResponseMessage answer = await http.DeleteAsync($"transfers/{id}", Cancel);
        return answer.StatusCode;
    }
}
