using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Randomized.Tests.Faults;
using DtnBox.Randomized.Tests.Generation;
using DtnBox.Randomized.Tests.Modelling;
using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>Runs one schedule on real processes and judges it.</summary>
/// <remarks>
/// 1. The buckets are filled. 2. The transfer is started; then, at once: a person's orders, and the faults. 3. When both
/// are over, it must come to rest; one that gave up is restarted. 4. What is seen is compared with the model. 5. Nothing
/// of it may be left in the queue, and after its deletion nobody knows it.
/// </remarks>
internal sealed class ScheduleRun
{
    // Generous: a killed host's activities wait for their visibility timeout, a dead run for the timer that heals it.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private const int MostRestarts = 3;

    private readonly Schedule _schedule;
    private readonly Stage _stage;
    private readonly Timeline _timeline = new(TimeProvider.System);
    private readonly Buckets _buckets;
    private readonly Client _client;
    private readonly List<string> _givenUpWith = [];
    private RunCounts _counts = new(0, 0, 0);

    private ScheduleRun(Schedule schedule, Stage stage)
    {
        (_schedule, _stage) = (schedule, stage);
        _buckets = new Buckets(stage.Dtnbox, schedule);
        _client = new Client(stage.Dtnbox, schedule, _timeline);
    }

    public static Task<ScheduleResult> RunAsync(Schedule schedule, Stage stage) => new ScheduleRun(schedule, stage).RunAsync();

    private Site Destination => _schedule.WithinOneNode ? _stage.Dtnbox.A : _stage.Dtnbox.B;

    private async Task<ScheduleResult> RunAsync()
    {
        long started = TimeProvider.System.GetTimestamp();
        IReadOnlyList<string> violations;
        TransferView? seen = null;
        try
        {
            await _buckets.PutAsync();
            Observations observed = await ActAsync();
            seen = observed.Transfer;
            violations = Verdict.Of(_schedule, observed);
            await _buckets.DeleteAsync();
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException or InvalidOperationException)
        {
            violations = [.. _timeline.Faults, $"The schedule did not come to its end: {e}"];
        }

        return new ScheduleResult(
            _schedule, violations, TimeProvider.System.GetElapsedTime(started), _timeline.ToString(), seen, _counts, _stage.Output());
    }

    private async Task<Observations> ActAsync()
    {
        _stage.Dtnbox.A.Proxy.ClearRequests();
        _stage.Dtnbox.B.Proxy.ClearRequests();
        _stage.Storage.Clear();
        int hostsEnded = _stage.HostsEnded;
        int startedAt = _stage.Ticks();
        var driver = new FaultDriver(_stage, _schedule, _timeline, startedAt);
        Task faults = driver.RunAsync();
        await _client.StartAsync();
        _timeline.Note($"started as {_client.Id}");
        await OrderAsync(startedAt);
        await faults;
        TransferView ended = await RestAsync();
        _counts = new RunCounts(driver.StruckRequests, _stage.HostsEnded - hostsEnded, _givenUpWith.Count);
        bool stopped = ended.State == TransferState.Stopped;
        IReadOnlyList<string> open = stopped ? [] : await OpenAsync();
        Dictionary<string, string> destination = await _buckets.DestinationAsync();
        Dictionary<string, string> source = await _buckets.SourceAsync();
        (IReadOnlyList<string> again, _) = SentTwice.Again(Destination, IsKnown);
        await EmptyQueueAsync(stopped);
        await _client.DeleteAsync();
        NoteDeadAgents();
        return new Observations
        {
            Transfer = ended,
            Destination = destination,
            Source = source,
            SentAgain = again,
            GivenUpWith = _givenUpWith,
            OpenOrchestrations = open,
            Faults = _timeline.Faults,
        };
    }

    private async Task OrderAsync(int startedAt)
    {
        foreach (Order order in _schedule.Orders)
        {
            await FaultDriver.WaitAsync(_stage, startedAt, order.AfterTicks);
            _timeline.Note($"at tick {_stage.Ticks() - startedAt}: {order}");
            switch (order)
            {
                case Order.Stop stop:
                    if (await _client.OrderAsync("stop") && stop.Restarts)
                    {
                        await IsAsync(AtRest, "the transfer stops");
                        await _client.OrderAsync("restart");
                    }

                    break;
                case Order.ChangeDeadline change:
                    await _client.ChangeDeadlineAsync(change.Hours);
                    break;
                case Order.StartAgain:
                    await _client.StartAsync();
                    break;
                default:
                    throw new NotSupportedException(order.GetType().Name);
            }
        }
    }

    /// <summary>Waits until nothing happens any more, and restarts what gave up while its stores were in trouble.</summary>
    private async Task<TransferView> RestAsync()
    {
        while (true)
        {
            TransferView view = await IsAsync(AtRest, "the transfer comes to rest");
            _timeline.Note($"it is {view.State} {view.Fault?.Code}, {view.Totals}");
            if (!Verdict.HasGivenUp(_schedule, view) || _givenUpWith.Count >= MostRestarts)
            {
                return view;
            }

            _givenUpWith.AddRange(view.Fault is { } fault ? [fault.Code] : view.Faults.Keys);
            await _client.OrderAsync("restart");
        }
    }

    private async Task<TransferView> IsAsync(Predicate<TransferView> wanted, string what)
    {
        TransferView? view = null;
        try
        {
            await Eventually.ThatAsync(async () => wanted(view = await _client.ViewAsync()), Limit, what);
            return view!;
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}. It was {view}", e);
        }
    }

    private static bool AtRest(TransferView view) => view.State is TransferState.Stopped or TransferState.Parked
        or TransferState.Succeeded or TransferState.SucceededWithErrors or TransferState.Failed;

    private async Task<IReadOnlyList<string>> OpenAsync()
    {
        IReadOnlyList<string> open = [];
        try
        {
            await Eventually.ThatAsync(
                async () => (open = await _stage.Dtnbox.OpenOrchestrationsAsync(_client.Id)).Count == 0, Limit, "its orchestrations end");
        }
        catch (TimeoutException)
        {
            // The verdict tells of them.
        }

        return open;
    }

    /// <summary>Nothing of what has ended may be in the queue. What was stopped keeps its commands that are done, and no other.</summary>
    private async Task EmptyQueueAsync(bool stopped)
    {
        string[] left = [];
        try
        {
            await Eventually.ThatAsync(
                async () =>
                {
                    left = [.. (await _stage.Dtnbox.QueuedRowsAsync(_client.Id))
                        .Where(key => !stopped || !key.StartsWith("cmd|", StringComparison.Ordinal))];
                    return left.Length == 0;
                },
                Limit,
                "the queue is empty");
        }
        catch (TimeoutException)
        {
            _timeline.Report($"Left in the queue: {string.Join(", ", left)}.");
        }
    }

    /// <summary>Whether the agent could know that the store has it, and that it has it rightly.</summary>
    private bool IsKnown(ProxiedRequest put) => put.UpstreamStatus == 200
        && !StoreFaults.IsAnswerLost(put)
        && !Destination.Proxy.Requests.Any(read => read.RawPath == put.RawPath && read.Fault is Fault.CorruptResponse);

    private void NoteDeadAgents()
    {
        foreach (Site site in (Site[])[_stage.Dtnbox.A, _stage.Dtnbox.B])
        {
            if (site.Agent!.HasExited)
            {
                _timeline.Report($"The agent of {site.Id} ended by itself.");
            }
        }
    }
}
