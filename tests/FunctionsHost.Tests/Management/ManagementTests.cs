using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;

namespace DtnBox.FunctionsHost.Tests.Management;

public sealed class ManagementTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Base = OrchestrationClient.Base;

    private OrchestrationClient Client => shared.Host.Orchestrations;

    private HttpClient Http => shared.Host.Http;

    [Fact]
    public async Task Start_WithoutId_GivesLinksThatWork()
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync($"{Base}/orchestrators/Echo", "hi");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), response.Headers.RetryAfter!.Delta);
        JsonElement links = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(response.Headers.Location!.OriginalString, links.GetProperty("statusQueryGetUri").GetString());
        await Client.EndsAsync(links.GetProperty("id").GetString()!);
        JsonElement status = await Http.GetFromJsonAsync<JsonElement>(links.GetProperty("statusQueryGetUri").GetString());
        Assert.Equal("hi", status.GetProperty("output").GetString());
    }

    [Fact]
    public async Task Start_WithWaiting_GivesTheOutput()
    {
        using HttpResponseMessage response =
            await Http.PostAsJsonAsync($"{Base}/orchestrators/Echo?timeout=30&pollingInterval=0.1", "quick");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"quick\"", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("orchestrators/Nowhere", "1")]
    [InlineData("orchestrators/Echo", "{bad")]
    [InlineData("orchestrators/Echo/@x", "1")]
    public async Task Start_WithAFault_IsABadRequest(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await Http.PostAsync($"{Base}/{path}", content)).StatusCode);
    }

    [Fact]
    public async Task Status_OfARunningInstance_IsAcceptedAndShowsWhatIsAsked()
    {
        string id = await Client.StartAsync("Collect", 1);
        await Client.BecomesAsync(id, "Running");
        using HttpResponseMessage response = await Http.GetAsync($"{Base}/instances/{id}?showInput=false");
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("input").ValueKind);
    }

    [Fact]
    public async Task Status_WithHistory_TellsActivitiesWithTheirResults()
    {
        string id = await Client.StartAsync("Echo", "result");
        await Client.EndsAsync(id);
        JsonElement history =
            (await Client.FindAsync(id, "?showHistory=true&showHistoryOutput=true"))!.Value.GetProperty("historyEvents");
        JsonElement activity = history.EnumerateArray().Single(e => e.GetProperty("EventType").GetString() == "TaskCompleted");
        Assert.Equal("Say", activity.GetProperty("FunctionName").GetString());
        Assert.Equal("result", activity.GetProperty("Result").GetString());
        Assert.True(activity.TryGetProperty("ScheduledTime", out _));
        Assert.False(activity.TryGetProperty("Input", out _));
    }

    [Fact]
    public async Task Status_OfAFailure_Is500OnlyWhenAsked()
    {
        string id = await Client.StartAsync("Throw", "x");
        await Client.EndsAsync(id);
        Assert.Equal(HttpStatusCode.OK, (await Http.GetAsync($"{Base}/instances/{id}")).StatusCode);
        using HttpResponseMessage asked =
            await Http.GetAsync($"{Base}/instances/{id}?returnInternalServerErrorOnFailure=true");
        Assert.Equal(HttpStatusCode.InternalServerError, asked.StatusCode);
    }

    [Fact]
    public async Task List_WithPrefixStatusAndPages_GivesEachMatchOnce()
    {
        string prefix = $"list {Guid.NewGuid():N}/".Replace('/', '.');
        foreach (int i in Enumerable.Range(0, 5))
        {
            await Client.EndsAsync(await Client.StartAsync("Echo", i.ToString(), $"{prefix}{i}"));
        }

        await Client.StartAsync("Collect", 1, $"{prefix}running");
        var seen = new List<string>();
        string? continuation = "";
        while (continuation is not null)
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Get,
                $"{Base}/instances?runtimeStatus=Completed&top=2&instanceIdPrefix={Uri.EscapeDataString(prefix)}");
            request.Headers.Add("x-ms-continuation-token", continuation);
            using HttpResponseMessage response = await Http.SendAsync(request);
            JsonElement page = await response.Content.ReadFromJsonAsync<JsonElement>();
            seen.AddRange(page.EnumerateArray().Select(item => item.GetProperty("instanceId").GetString()!));
            continuation = response.Headers.TryGetValues("x-ms-continuation-token", out var values) ? values.Single() : null;
        }

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"{prefix}{i}"), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task PurgeMany_WithFilter_DeletesTheEndedOnes()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await Http.DeleteAsync($"{Base}/instances")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Http.DeleteAsync($"{Base}/instances?createdTimeFrom=2000-01-01T00:00:00Z&createdTimeTo=2000-01-02T00:00:00Z")).StatusCode);
    }

    [Fact]
    public async Task RaiseEvent_WithoutJsonOrInstance_IsRefused()
    {
        string id = await Client.StartAsync("Collect", 1);
        using var text = new StringContent("1", Encoding.UTF8, "text/plain");
        Assert.Equal(HttpStatusCode.BadRequest, (await Http.PostAsync($"{Base}/instances/{id}/raiseEvent/item", text)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Client.TryRaiseAsync("nobody", "item", 1)).StatusCode);
    }

    [Fact]
    public async Task Restart_EndedInstance_RunsWithTheSameInputUnderANewId()
    {
        string id = await Client.StartAsync("Echo", "again");
        await Client.EndsAsync(id);
        using HttpResponseMessage response = await Client.PostAsync(id, "restart");
        JsonElement links = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEqual(id, links.GetProperty("id").GetString());
        Assert.Equal("\"again\"", await Client.ResultAsync(links.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task Rewind_IsNotOffered()
        => Assert.Equal(HttpStatusCode.NotImplemented, (await Client.PostAsync("any", "rewind")).StatusCode);

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "http://evil.example")]
    public async Task Request_FromAForeignPage_IsForbidden(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Base}/instances");
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.Equal(HttpStatusCode.Forbidden, (await Http.SendAsync(request)).StatusCode);
    }
}
