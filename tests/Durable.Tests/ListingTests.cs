using System.Net;
using DtnBox.Durable.Tests.Support;
using DtnBox.DurableTask;
using DtnBox.DurableTask.Client;
using DtnBox.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.Durable.Tests;

/// <summary>Queries and purges over all instances, by HTTP and by our client: on a host of their own.</summary>
public sealed class ListingTests(ListingTests.OwnHost own) : IClassFixture<ListingTests.OwnHost>
{
    private const string Instances = $"{OrchestrationClient.Base}/instances";

    private OrchestrationClient Orchestrations => own.Host.Orchestrations;

    private DurableTaskClient Client => own.Client;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_ByPages_GivesEachInstanceOnce()
    {
        string prefix = Reading.NewId();
        await StartAsync(prefix, 5, ends: true);
        var query = new OrchestrationQuery { InstanceIdPrefix = prefix, PageSize = 2 };

        var seen = new List<string>();
        string? token = null;
        do
        {
            // Each page by a query of its own, from where the last one stopped: as a page of a web site would.
            Page<OrchestrationMetadata> page = await Client.GetAllInstancesAsync(query with { ContinuationToken = token })
                .AsPages().FirstAsync(Cancel);
            Assert.InRange(page.Values.Count, 0, 2);
            seen.AddRange(page.Values.Select(instance => instance.InstanceId));
            token = page.ContinuationToken;
        }
        while (token is not null);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"{prefix}{i}"), seen.Order(StringComparer.Ordinal));
        Assert.Equal(5, await Client.GetAllInstancesAsync(query).CountAsync(Cancel));
    }

    [Fact]
    public async Task List_ByStatusAndInput_GivesThoseOnly()
    {
        string prefix = Reading.NewId();
        await StartAsync($"{prefix}e", 2, ends: true);
        await StartAsync($"{prefix}r", 1, ends: false);
        var query = new OrchestrationQuery
        {
            InstanceIdPrefix = prefix,
            Statuses = [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending],
            FetchInputsAndOutputs = true,
        };

        OrchestrationMetadata running = await Client.GetAllInstancesAsync(query).SingleAsync(Cancel);
        Assert.Equal(($"{prefix}r0", 1), (running.InstanceId, running.ReadInputAs<int>()));
    }

    [Fact]
    public async Task List_ByTimesOfCreation_GivesThoseBetween()
    {
        string prefix = Reading.NewId();
        await StartAsync(prefix, 1, ends: true);
        var query = new OrchestrationQuery { InstanceIdPrefix = prefix };
        DateTimeOffset created = (await Client.GetAllInstancesAsync(query).SingleAsync(Cancel)).CreatedAt;

        (DateTimeOffset? From, DateTimeOffset? To, int Count)[] expected =
        [
            (created, created.AddSeconds(2), 1),
            (created.AddSeconds(2), null, 0),
            (null, created.AddSeconds(-1), 0),
        ];
        foreach ((DateTimeOffset? from, DateTimeOffset? to, int count) in expected)
        {
            OrchestrationQuery bounded = query with { CreatedFrom = from, CreatedTo = to };
            Assert.Equal(count, await Client.GetAllInstancesAsync(bounded).CountAsync(Cancel));
        }
    }

    [Theory]
    [InlineData("createdTimeFrom=yesterday", "createdTimeFrom is not a time.")]
    [InlineData("top=none", "top is not a positive whole number.")]
    public async Task List_BadFilter_IsRefusedByName(string query, string message)
    {
        using HttpResponseMessage refused = await own.Host.Http.GetAsync($"{Instances}?{query}", Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(message, await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purge_ByFilter_ForgetsTheEndedOnesOnly()
    {
        DateTimeOffset from = TimeProvider.System.GetUtcNow();
        string prefix = Reading.NewId();
        await StartAsync($"{prefix}e", 3, ends: true);
        await StartAsync($"{prefix}r", 1, ends: false);

        PurgeResult purged = await Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(from, null, [OrchestrationRuntimeStatus.Completed]), Cancel);

        Assert.InRange(purged.PurgedInstanceCount, 3, int.MaxValue);
        Assert.Equal(
            [$"{prefix}r0"],
            await Client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = prefix })
                .Select(instance => instance.InstanceId).ToArrayAsync(Cancel));
        Assert.Equal(0, (await Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(CreatedTo: from.AddYears(-1)), Cancel)).PurgedInstanceCount);
    }

    [Fact]
    public async Task Purge_RunningOrUnknown_IsRefused()
    {
        string prefix = Reading.NewId();
        await StartAsync(prefix, 1, ends: false);

        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => Client.PurgeInstanceAsync($"{prefix}0", Cancel));
        Assert.Equal(HttpStatusCode.PreconditionFailed, refusal.StatusCode);
        Assert.Equal(0, (await Client.PurgeInstanceAsync(Reading.NewId(), Cancel)).PurgedInstanceCount);
        using HttpResponseMessage withoutFrom = await own.Host.Http.DeleteAsync($"{Instances}/", Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, withoutFrom.StatusCode);
    }

    [Fact]
    public async Task Client_LifeOfAnInstance_IsSteeredToItsEnd()
    {
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Collect", 2, cancellation: Cancel);
        await Client.RaiseEventAsync(id, "item", "a", Cancel);
        await Client.SuspendInstanceAsync(id, "lunch", Cancel);
        await Orchestrations.BecomesAsync(id, "Suspended");
        await Client.ResumeInstanceAsync(id, cancellation: Cancel);
        await Client.RaiseEventAsync(id, "item", "b", Cancel);

        OrchestrationMetadata ended = await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancel);
        Assert.Equal(["a", "b"], ended.ReadOutputAs<string[]>()!);
        await Assert.ThrowsAsync<OrchestrationNotActiveException>(() => Client.RaiseEventAsync(id, "item", "c", Cancel));
        Assert.Equal(id, await Client.RestartAsync(id, cancellation: Cancel));
        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => Client.RestartAsync(id, cancellation: Cancel));
        await Client.TerminateInstanceAsync(id, "enough", Cancel);
        Assert.Equal(
            OrchestrationRuntimeStatus.Terminated,
            (await Client.WaitForInstanceCompletionAsync(id, cancellation: Cancel)).RuntimeStatus);
    }

    [Fact]
    public async Task Client_FailedInstance_HasFailureDetails()
    {
        string id = await Client.ScheduleNewOrchestrationInstanceAsync("Throw", "no good", Cancel);

        OrchestrationMetadata ended = await Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancel);
        Assert.Equal(new TaskFailureDetails("System.InvalidOperationException", "no good"), ended.FailureDetails);
    }

    [Fact]
    public async Task Status_OfRunningAndEnded_IsTheDocumentedOne()
    {
        string prefix = Reading.NewId();
        await StartAsync(prefix, 1, ends: false);
        string failed = await Orchestrations.StartAsync("Throw", "x");
        await Orchestrations.EndsAsync(failed);

        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync($"{prefix}0"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(failed));
        Assert.Equal(HttpStatusCode.InternalServerError, await StatusAsync($"{failed}?returnInternalServerErrorOnFailure=true"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Reading.NewId()));
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage answer = await own.Host.Http.GetAsync($"{Instances}/{path}", Cancel);
        return answer.StatusCode;
    }

    private async Task StartAsync(string prefix, int count, bool ends)
    {
        foreach (int i in Enumerable.Range(0, count))
        {
            string id = await Orchestrations.StartAsync("Collect", ends ? 0 : 1, $"{prefix}{i}");
            await (ends ? Orchestrations.EndsAsync(id) : Orchestrations.BecomesAsync(id, "Running"));
        }
    }

    public sealed class OwnHost : IAsyncLifetime
    {
        private readonly AppFolder _app = new();
        private ServiceProvider? _services;

        internal FunctionsHostProcess Host { get; private set; } = null!;

        internal DurableTaskClient Client => _services!.GetRequiredService<DurableTaskClient>();

        public async ValueTask InitializeAsync()
        {
            Host = await FunctionsHostProcess.StartAsync(_app);
            _services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
                .AddDurableTaskClient(options => options.BaseAddress = new Uri($"http://localhost:{Host.Port}"))
                .BuildServiceProvider();
        }

        public async ValueTask DisposeAsync()
        {
            await _services!.DisposeAsync();
            await Host.DisposeAsync();
            _app.Dispose();
        }
    }
}
