using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Durable.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.Durable.Tests;

public sealed class InstanceIdTests(SharedHost shared)
{
    private OrchestrationClient Client => shared.Client;

    [Fact]
    public async Task Id_OfALiveInstance_IsRefused()
    {
        string id = await Client.StartAsync("Collect", 1);

        using HttpResponseMessage refused = await Client.TryStartAsync("Collect", 1, id);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    [Theory]
    [InlineData("Completed")]
    [InlineData("Failed")]
    [InlineData("Terminated")]
    [InlineData("purged")]
    public async Task Id_OfAnEndedInstance_CanBeUsedAgain(string end)
    {
        string id = await Client.StartAsync(end == "Failed" ? "Throw" : "Collect", end == "Failed" ? (object)"x" : end == "Terminated" ? 1 : 0);
        if (end == "Terminated")
        {
            await Client.PostAsync(id, "terminate?reason=x");
        }

        await Client.BecomesAsync(id, end == "purged" ? "Completed" : end);
        if (end == "purged")
        {
            using HttpResponseMessage purged = await Client.PurgeAsync(id);
            Assert.Equal(HttpStatusCode.OK, purged.StatusCode);
        }

        await Client.StartAsync("Steps", 1, id);
        Assert.Equal([0], await Client.ResultAsync<List<int>>(id));
        JsonElement[] history = await Client.HistoryAsync(id);
        Assert.Equal(["ExecutionStarted", "TaskCompleted", "ExecutionCompleted"], history.Select(Reading.Type));
    }

    [Theory]
    [InlineData("@entity")]
    [InlineData("a%2Fb")]
    [InlineData("a%5Cb")]
    [InlineData("a%23b")]
    [InlineData("a%3Fb")]
    [InlineData("a%01b")]
    public async Task Id_WithForbiddenCharacters_IsRefusedWithTheRule(string id)
    {
        using HttpResponseMessage refused = await Client.TryStartAsync("Collect", 1, id);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("do not begin with @", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Id_TooLong_IsRefusedWithTheRule()
    {
        using HttpResponseMessage longest = await Client.TryStartAsync("Collect", 0, new string('i', 256));
        using HttpResponseMessage refused = await Client.TryStartAsync("Collect", 0, new string('i', 257));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.BadRequest), (longest.StatusCode, refused.StatusCode));
        Assert.Contains("1 to 256 characters", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Id_WithSpacesAndLetters_IsKeptAsItIs()
    {
        string id = $"Größe 1:{Reading.NewId()}~.";
        await Client.StartAsync("Collect", 0, Uri.EscapeDataString(id));

        Assert.Equal(id, (await Client.EndsAsync(Uri.EscapeDataString(id))).Text("instanceId"));
    }

    [Fact]
    public async Task Restart_NewId_RunsTheSameInputBesideTheOld()
    {
        string id = await Client.StartAsync("Steps", 2);
        await Client.EndsAsync(id);

        string newId = await RestartAsync(id, "restart");
        Assert.NotEqual(id, newId);
        Assert.Equal([0, 1], await Client.ResultAsync<List<int>>(newId));
        Assert.Equal([0, 1], await Client.ResultAsync<List<int>>(id));
    }

    [Fact]
    public async Task Restart_SameId_OnlyOnceTheInstanceHasEnded()
    {
        string id = await Client.StartAsync("Collect", 1);
        using HttpResponseMessage refused = await Client.PostAsync(id, "restart?restartWithNewInstanceId=false");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        await Client.RaiseAsync(id, "item", "a");
        await Client.EndsAsync(id);

        Assert.Equal(id, await RestartAsync(id, "restart?restartWithNewInstanceId=false"));
        await Client.RaiseAsync(id, "item", "b");
        Assert.Equal(["b"], await Client.ResultAsync<string[]>(id));
    }

    [Fact]
    public async Task Restart_Unknown_IsABadRequest()
    {
        using HttpResponseMessage refused = await Client.PostAsync(Reading.NewId(), "restart");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private async Task<string> RestartAsync(string id, string command)
    {
        using HttpResponseMessage answer = await Client.PostAsync(id, command);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("id")!;
    }
}
