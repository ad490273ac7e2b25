using System.Net;
using DtnBox.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DtnBox.DurableTask.Tests.Client;

public sealed class HttpDurableTaskClientTests
{
    private const string Api = "http://localhost:7071/runtime/webhooks/durabletask";

    private const string Running = """
        {"name":"Copy","instanceId":"t1","runtimeStatus":"Running","input":{"n":1},"customStatus":"step 2","output":null,
        "createdTime":"2026-05-01T10:00:00Z","lastUpdatedTime":"2026-05-01T10:00:05Z"}
        """;

    private static readonly string Failed = Running
        .Replace("Running", "Failed", StringComparison.Ordinal)
        .Replace("\"output\":null", "\"output\":\"System.IO.IOException: disk: full\"", StringComparison.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Schedule_WithId_PostsInputAndGivesTheId()
    {
        var host = new StubHost((HttpStatusCode.Accepted, """{"id":"t 1","statusQueryGetUri":"x"}"""));
        DurableTaskClient client = Client(host, options =>
        {
            options.SystemKey = "secret";
            options.TaskHub = "Hub";
        });

        string id = await client.ScheduleNewOrchestrationInstanceAsync(
            "Copy", new { n = 1 }, new StartOrchestrationOptions("t 1"), Cancel);

        Assert.Equal("t 1", id);
        Assert.Equal([$"POST {Api}/orchestrators/Copy/t%201?taskHub=Hub {{\"n\":1}}"], host.Requests);
        Assert.Equal(["secret"], host.Keys);
    }

    [Fact]
    public async Task Schedule_WithoutIdAndInput_PostsNothing()
    {
        var host = new StubHost((HttpStatusCode.Accepted, """{"id":"made"}"""));

        Assert.Equal("made", await Client(host).ScheduleNewOrchestrationInstanceAsync("Copy", cancellation: Cancel));
        Assert.Equal([$"POST {Api}/orchestrators/Copy"], host.Requests);
        Assert.Equal([null], host.Keys);
    }

    [Fact]
    public async Task Schedule_InstanceExists_SaysSo()
    {
        DurableTaskClient client = Client(new StubHost((HttpStatusCode.Conflict, "{}")));

        var refusal = await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            client.ScheduleNewOrchestrationInstanceAsync("Copy", null, new StartOrchestrationOptions("t1"), Cancel));

        Assert.Equal("t1", refusal.InstanceId);
    }

    [Fact]
    public async Task Schedule_HostRefuses_ShowsItsWords()
    {
        DurableTaskClient client = Client(new StubHost((HttpStatusCode.BadRequest, "no such function")));

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.ScheduleNewOrchestrationInstanceAsync("Copy", cancellation: Cancel));

        Assert.Equal("Starting orchestration 'Copy' failed with status 400: no such function", refusal.Message);
        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
    }

    [Fact]
    public async Task GetInstance_Running_GivesItsState()
    {
        var host = new StubHost((HttpStatusCode.Accepted, Running));

        OrchestrationMetadata? found = await Client(host).GetInstanceAsync("t1", cancellation: Cancel);

        Assert.Equal([$"GET {Api}/instances/t1?showInput=false"], host.Requests);
        Assert.Equal(("Copy", "t1", OrchestrationRuntimeStatus.Running), (found!.Name, found.InstanceId, found.RuntimeStatus));
        Assert.Equal("step 2", found.ReadCustomStatusAs<string>());
        Assert.Null(found.SerializedInput);
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 10, 0, 5, TimeSpan.Zero), found.LastUpdatedAt);
        Assert.False(found.IsCompleted);
    }

    [Fact]
    public async Task GetInstance_Failed_GivesTheFailure()
    {
        var host = new StubHost((HttpStatusCode.OK, Failed));

        OrchestrationMetadata? found = await Client(host).GetInstanceAsync("t1", getInputsAndOutputs: true, Cancel);

        Assert.Equal("{\"n\":1}", found!.SerializedInput);
        Assert.Equal(new TaskFailureDetails("System.IO.IOException", "disk: full"), found.FailureDetails);
        Assert.True(found.FailureDetails!.IsCausedBy<IOException>());
    }

    [Fact]
    public async Task GetInstance_Unknown_GivesNull()
        => Assert.Null(await Client(new StubHost((HttpStatusCode.NotFound, ""))).GetInstanceAsync("t1", cancellation: Cancel));

    [Fact]
    public async Task GetAllInstances_TwoPages_AreBothRead()
    {
        var host = new StubHost((HttpStatusCode.OK, $"[{Running}]"), (HttpStatusCode.OK, $"[{Failed}]")) { NextPage = "p2" };
        var query = new OrchestrationQuery
        {
            Statuses = [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Failed],
            CreatedFrom = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            InstanceIdPrefix = "t",
            PageSize = 1,
        };

        List<OrchestrationRuntimeStatus> seen = [];
        await foreach (OrchestrationMetadata instance in Client(host).GetAllInstancesAsync(query).WithCancellation(Cancel))
        {
            seen.Add(instance.RuntimeStatus);
        }

        Assert.Equal([OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Failed], seen);
        Assert.Equal(
            $"GET {Api}/instances/?runtimeStatus=Running%2CFailed&createdTimeFrom=2026-01-01T00%3A00%3A00.0000000Z"
            + "&instanceIdPrefix=t&showInput=false&top=1",
            host.Requests[0]);
        Assert.Equal([null, "p2"], host.ContinuationTokens);
    }

    [Fact]
    public async Task WaitForCompletion_StillRunning_AsksAgain()
    {
        var host = new StubHost((HttpStatusCode.Accepted, Running), (HttpStatusCode.OK, Failed));

        OrchestrationMetadata ended = await Client(host).WaitForInstanceCompletionAsync("t1", cancellation: Cancel);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal(2, host.Requests.Count);
    }

    [Fact]
    public async Task Steer_EachVerb_HasItsRoute()
    {
        var host = new StubHost([.. Enumerable.Repeat((HttpStatusCode.Accepted, ""), 5)]);
        DurableTaskClient client = Client(host);

        await client.RaiseEventAsync("t1", "CommandCompleted:7", new { ok = true }, Cancel);
        await client.RaiseEventAsync("t1", "Stop", cancellation: Cancel);
        await client.TerminateInstanceAsync("t1", "no space", Cancel);
        await client.SuspendInstanceAsync("t1", cancellation: Cancel);
        await client.ResumeInstanceAsync("t1", cancellation: Cancel);

        Assert.Equal(
            [
                $"POST {Api}/instances/t1/raiseEvent/CommandCompleted%3A7 {{\"ok\":true}}",
                $"POST {Api}/instances/t1/raiseEvent/Stop null",
                $"POST {Api}/instances/t1/terminate?reason=no%20space",
                $"POST {Api}/instances/t1/suspend",
                $"POST {Api}/instances/t1/resume",
            ],
            host.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "There is no orchestration instance 't1'.")]
    [InlineData(HttpStatusCode.Gone, "Orchestration instance 't1' has finished and takes no messages.")]
    public async Task RaiseEvent_NobodyThere_SaysWhy(HttpStatusCode status, string message)
    {
        DurableTaskClient client = Client(new StubHost((status, "")));

        var refusal = await Assert.ThrowsAsync<OrchestrationNotActiveException>(
            () => client.RaiseEventAsync("t1", "Stop", cancellation: Cancel));

        Assert.Equal((message, status), (refusal.Message, refusal.Status));
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"instancesDeleted":1}""", 1)]
    [InlineData(HttpStatusCode.NotFound, "", 0)]
    public async Task Purge_Instance_GivesTheCount(HttpStatusCode status, string body, int count)
    {
        PurgeResult purged = await Client(new StubHost((status, body))).PurgeInstanceAsync("t1", Cancel);

        Assert.Equal(count, purged.PurgedInstanceCount);
    }

    [Fact]
    public async Task Purge_StillRunning_SaysSo()
    {
        DurableTaskClient client = Client(new StubHost((HttpStatusCode.PreconditionFailed, "not ended")));

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => client.PurgeInstanceAsync("t1", Cancel));

        Assert.Equal(HttpStatusCode.PreconditionFailed, refusal.StatusCode);
        Assert.Equal("Purging orchestration instance 't1' failed with status 412: not ended", refusal.Message);
    }

    [Fact]
    public async Task PurgeAll_Filter_IsSentWithTheTimeThatTheApiRequires()
    {
        var host = new StubHost((HttpStatusCode.OK, """{"instancesDeleted":7}"""), (HttpStatusCode.NotFound, ""));
        DurableTaskClient client = Client(host);
        var ended = new PurgeInstancesFilter(
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
            [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed]);

        Assert.Equal(7, (await client.PurgeAllInstancesAsync(ended, Cancel)).PurgedInstanceCount);
        Assert.Equal(0, (await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(), Cancel)).PurgedInstanceCount);
        Assert.Equal(
            [
                $"DELETE {Api}/instances/?createdTimeFrom=2026-01-01T00%3A00%3A00.0000000Z"
                + "&createdTimeTo=2026-02-01T00%3A00%3A00.0000000Z&runtimeStatus=Completed%2CFailed",
                $"DELETE {Api}/instances/?createdTimeFrom=1970-01-01T00%3A00%3A00.0000000Z",
            ],
            host.Requests);
    }

    [Fact]
    public async Task Restart_EachAnswer_IsTold()
    {
        var host = new StubHost(
            (HttpStatusCode.Accepted, """{"id":"t2"}"""), (HttpStatusCode.BadRequest, "{}"), (HttpStatusCode.Conflict, "{}"));
        DurableTaskClient client = Client(host);

        Assert.Equal("t2", await client.RestartAsync("t1", restartWithNewInstanceId: true, Cancel));
        await Assert.ThrowsAsync<OrchestrationNotActiveException>(() => client.RestartAsync("t1", cancellation: Cancel));
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => client.RestartAsync("t1", cancellation: Cancel));
        Assert.Equal($"POST {Api}/instances/t1/restart?restartWithNewInstanceId=true", host.Requests[0]);
        Assert.Equal($"POST {Api}/instances/t1/restart?restartWithNewInstanceId=false", host.Requests[1]);
    }

    [Fact]
    public async Task Schedule_Unversioned_SaysSoInsteadOfNothing()
    {
        var host = new StubHost((HttpStatusCode.Accepted, """{"id":"t1"}"""));

        await Client(host).ScheduleNewOrchestrationInstanceAsync(
            "Copy", null, new StartOrchestrationOptions("t1", TaskVersion.Unversioned), Cancel);

        Assert.Equal([$"POST {Api}/orchestrators/Copy/t1?version="], host.Requests);
    }

    [Fact]
    public async Task AsPages_FromAToken_GoesOnFromThere()
    {
        var host = new StubHost((HttpStatusCode.OK, $"[{Running}]"));

        Page<OrchestrationMetadata> page = Assert.Single(
            await Client(host).GetAllInstancesAsync().AsPages("p2", pageSizeHint: 5).ToListAsync(Cancel));

        Assert.Equal(("t1", null), (Assert.Single(page.Values).InstanceId, page.ContinuationToken));
        Assert.Equal([$"GET {Api}/instances/?showInput=false&top=5"], host.Requests);
        Assert.Equal(["p2"], host.ContinuationTokens);
    }

    [Theory]
    [InlineData(null, "localhost:7071", "http://localhost:7071/runtime/webhooks/durabletask/")]
    [InlineData(null, "127.0.0.1:7071", "http://127.0.0.1:7071/runtime/webhooks/durabletask/")]
    [InlineData(null, "app.example.net", "https://app.example.net/runtime/webhooks/durabletask/")]
    [InlineData("https://a.example", "localhost:1", "https://a.example/runtime/webhooks/durabletask/")]
    [InlineData("https://a.example/hooks/dt?x=1", null, "https://a.example/hooks/dt/")]
    public void BaseAddress_AsConfigured_IsTheApis(string? configured, string? hostName, string expected)
    {
        using ServiceProvider services = Services(hostName, new StubHost(), options =>
            options.BaseAddress = configured is null ? null : new Uri(configured));

        Assert.Equal(expected, services.GetRequiredService<IOptions<DurableTaskClientOptions>>().Value.BaseAddress?.ToString());
    }

    [Fact]
    public void BaseAddress_NothingConfigured_SaysWhatToSet()
    {
        using ServiceProvider services = Services(hostName: null, new StubHost());

        var refusal = Assert.Throws<OptionsValidationException>(
            () => services.GetRequiredService<IOptions<DurableTaskClientOptions>>().Value);

        Assert.Contains(
            "Set DurableTaskClient:BaseAddress, or run under a Functions host, which sets WEBSITE_HOSTNAME.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    private static DurableTaskClient Client(StubHost host, Action<DurableTaskClientOptions>? configure = null)
        => Services("localhost:7071", host, configure).GetRequiredService<DurableTaskClient>();

    private static ServiceProvider Services(
        string? hostName, StubHost host, Action<DurableTaskClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection([new("WEBSITE_HOSTNAME", hostName)])
            .Build());
        services.AddDurableTaskClient(configure);
        services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => host));
        return services.BuildServiceProvider();
    }
}
