using System.Text.Json;
using DtnBox.Randomized.Tests.Faults;
using DtnBox.Randomized.Tests.Generation;
using DtnBox.Randomized.Tests.Modelling;
using DtnBox.Randomized.Workflows;
using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>Runs one schedule on real processes and judges it.</summary>
/// <remarks>
/// 1. A hub of its own, its storage behind proxies, one host or two. 2. All workflows are started; then, at once: their
/// clients, and the faults. 3. When both have come to their ends, everything must settle. 4. What is seen is compared with
/// the model. 5. Everything is purged, and nothing may be left.
/// </remarks>
internal sealed class ScheduleRun
{
    // Generous: a storage error costs a host its lease, each takeover some seconds, and the machine may be loaded.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Schedule _schedule;
    private readonly Timeline _timeline = new(TimeProvider.System);
    private RunCounts _counts = new(0, 0, 0, 0);

    private ScheduleRun(Schedule schedule) => _schedule = schedule;

    public static Task<ScheduleResult> RunAsync(Schedule schedule) => new ScheduleRun(schedule).RunAsync();

    private async Task<ScheduleResult> RunAsync()
    {
        long started = TimeProvider.System.GetTimestamp();
        await using StorageFaults storage = await StorageFaults.StartAsync();
        using var app = new RandomizedAppFolder(storage.ConnectionString);
        string output = "";
        IReadOnlyList<string> violations;
        try
        {
            await using Cluster cluster = await Cluster.StartAsync(app, _schedule.HasStandby ? 2 : 1, _timeline);
            try
            {
                violations = await JudgeAsync(app, cluster, storage);
            }
            finally
            {
                output = cluster.Output();
            }
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or InvalidOperationException)
        {
            violations = [.. _timeline.Faults, $"The schedule did not come to its end: {e}"];
        }

        return new ScheduleResult(
            _schedule, violations, TimeProvider.System.GetElapsedTime(started), _timeline.ToString(), app.ReadJournal(), _counts, output);
    }

    private async Task<IReadOnlyList<string>> JudgeAsync(RandomizedAppFolder app, Cluster cluster, StorageFaults storage)
    {
        using var deadline = new CancellationTokenSource(Limit, TimeProvider.System);
        using var client = new HubClient(cluster, _timeline, deadline.Token);
        var driver = new FaultDriver(cluster, storage, app, _timeline);
        await ActAsync(client, driver);
        var rows = new HubRows(app.HubName);
        Dictionary<string, ObservedInstance> instances = await EndAsync(client, rows, deadline.Token);
        var seen = new Observations
        {
            Instances = instances,
            Journal = app.ReadJournal(),
            Sent = client.Sent,
            HandlerKills = driver.HandlerKills,
            HostEndedByItself = cluster.HostEndedByItself,
            Faults = _timeline.Faults,
        };
        _counts = new RunCounts(
            cluster.Launches, driver.StruckRequests, client.Sent.Sum(sent => sent.Unanswered),
            instances.Values.Count(instance => Verdict.HasDied(instance, seen)));
        await rows.DeleteAsync();
        return Verdict.Of(_schedule, seen);
    }

    private async Task ActAsync(HubClient client, FaultDriver driver)
    {
        // Starts that wait for their begin event may meet faults; others are over before the first.
        foreach (WorkflowCase workflow in _schedule.Workflows.Where(workflow => !workflow.BeginsByEvent))
        {
            await client.StartAsync(workflow);
        }

        Task? faults = _schedule.DisturbsStarts ? driver.RunAsync(_schedule.Faults) : null;
        await Task.WhenAll(_schedule.Workflows.Where(workflow => workflow.BeginsByEvent).Select(client.StartAsync));
        _timeline.Note("all are started");
        faults ??= driver.RunAsync(_schedule.Faults);
        await Task.WhenAll(_schedule.Workflows.SelectMany(workflow => Acts(client, workflow)));
        _timeline.Note("clients are done");
        await faults;
    }

    private static IEnumerable<Task> Acts(HubClient client, WorkflowCase workflow)
    {
        foreach (EventStream stream in workflow.Streams)
        {
            yield return client.RaiseAsync(workflow.Name, stream);
        }

        if (workflow.Suspension is { } suspension)
        {
            yield return client.SuspendAsync(workflow.Name, suspension);
        }

        if (workflow.TerminatedAfterMilliseconds is { } milliseconds)
        {
            yield return client.TerminateAsync(workflow.Name, milliseconds);
        }
    }

    private async Task<Dictionary<string, ObservedInstance>> EndAsync(
        HubClient client, HubRows rows, CancellationToken deadline)
    {
        IReadOnlyList<string> all = [];
        IReadOnlyList<string> open = [];
        try
        {
            await Eventually.ThatAsync(
                async () =>
                {
                    (all, open) = await rows.InstancesAsync();
                    return open.Count == 0;
                },
                Limit, "every instance has ended", deadline);
            _timeline.Note("all have ended");
        }
        catch (OperationCanceledException)
        {
            _timeline.Report($"These did not end: {string.Join(", ", open)}.");
            return [];
        }

        var instances = new Dictionary<string, ObservedInstance>();
        foreach (WorkflowCase workflow in _schedule.Workflows)
        {
            if (await ObserveAsync(client, workflow.Name, all, deadline) is { } instance)
            {
                instances.Add(workflow.Name, instance);
            }
        }

        foreach (string pending in await rows.PendingAsync())
        {
            _timeline.Report($"This was left to do although all have ended: {pending}.");
        }

        await Task.WhenAll(all.Select(client.PurgeAsync));
        foreach (string left in await rows.LeftoversAsync())
        {
            _timeline.Report($"This was left after all was purged: {left}.");
        }

        return instances;
    }

    private static async Task<ObservedInstance?> ObserveAsync(
        HubClient client, string name, IReadOnlyList<string> all, CancellationToken deadline)
    {
        if (!all.Contains(name))
        {
            return null;
        }

        JsonElement status = default;
        await Eventually.ThatAsync(
            async () => (status = await client.FindAsync(name) ?? default).ValueKind == JsonValueKind.Object,
            Limit, $"a host tells about {name}", deadline);
        JsonElement output = status.GetProperty("output");
        JsonElement custom = status.GetProperty("customStatus");
        return new ObservedInstance(
            status.GetProperty("runtimeStatus").GetString()!,
            output.ValueKind == JsonValueKind.Object ? output.Deserialize<Outcome>(JsonSerializerOptions.Web) : null,
            output.ToString(),
            custom.ValueKind == JsonValueKind.String ? custom.GetString() : null,
            status.GetProperty("lastUpdatedTime").GetDateTimeOffset());
    }
}
