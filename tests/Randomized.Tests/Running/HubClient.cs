using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DtnBox.Randomized.Tests.Generation;
using DtnBox.Randomized.Tests.Modelling;
using DtnBox.Randomized.Workflows;
using DtnBox.Testing;

namespace DtnBox.Randomized.Tests.Running;

/// <summary>The client of a schedule: repeats each call until it is answered, and keeps count of what was.</summary>
internal sealed class HubClient(Cluster cluster, Timeline timeline, CancellationToken deadline) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<(string Workflow, string Event, int Number), (int Acknowledged, int Unanswered)> _sent = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromSeconds(5) })
    {
        // Shorter than a takeover: a paused host must not hold a client up for long.
        Timeout = TimeSpan.FromSeconds(1.5),
    };

    private int _next;

    public IReadOnlyList<SentEvent> Sent =>
        [.. _sent.Select(pair => new SentEvent(
            pair.Key.Workflow, pair.Key.Event, pair.Key.Number, pair.Value.Acknowledged, pair.Value.Unanswered))];

    public void Dispose() => _http.Dispose();

    public async Task StartAsync(WorkflowCase workflow)
    {
        var input = new Execution(workflow.Name, workflow.Plan, Progress.None);
        string path = $"orchestrators/{RandomizedAppFolder.Orchestrator}/{workflow.Name}";
        (HttpStatusCode status, int unanswered) = await InsistAsync(HttpMethod.Post, path, input);
        // A start without an answer may have been stored; then its repeat is a conflict.
        if (status != HttpStatusCode.Accepted && !(status == HttpStatusCode.Conflict && unanswered > 0))
        {
            timeline.Report($"The start of {workflow.Name} was answered with {status}.");
        }

        for (int repeat = 0; repeat < workflow.StartRepeats; repeat++)
        {
            (status, _) = await InsistAsync(HttpMethod.Post, path, input);
            if (status != HttpStatusCode.Conflict)
            {
                timeline.Report($"The repeated start of {workflow.Name}, which waits, was answered with {status}.");
            }
        }
    }

    /// <summary>Raises the events of a stream in order, until the instance has ended.</summary>
    public async Task RaiseAsync(string workflow, EventStream stream)
    {
        await WaitAsync(stream.AfterMilliseconds);
        for (int number = 1; number <= stream.Count; number++)
        {
            int times = stream.Repeated.Contains(number) ? 2 : 1;
            for (int time = 0; time < times; time++)
            {
                if (!await RaiseOneAsync(workflow, stream, number))
                {
                    return;
                }
            }

            await WaitAsync(stream.PauseMilliseconds);
        }
    }

    public async Task SuspendAsync(string workflow, Suspension suspension)
    {
        await WaitAsync(suspension.AfterMilliseconds);
        await CommandAsync(workflow, "suspend");
        await WaitAsync(suspension.Milliseconds);
        await CommandAsync(workflow, "resume");
    }

    public async Task TerminateAsync(string workflow, int afterMilliseconds)
    {
        await WaitAsync(afterMilliseconds);
        await CommandAsync(workflow, $"terminate?reason={WorkflowCase.TerminationReason}");
    }

    public async Task<JsonElement?> FindAsync(string workflow)
    {
        try
        {
            using HttpResponseMessage? answer = await SendAsync(HttpMethod.Get, $"instances/{workflow}?showInput=false", null);
            return answer is { StatusCode: HttpStatusCode.OK or HttpStatusCode.Accepted }
                ? await answer.Content.ReadFromJsonAsync<JsonElement>(deadline)
                : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task PurgeAsync(string instanceId)
    {
        (HttpStatusCode status, int unanswered) =
            await InsistAsync(HttpMethod.Delete, $"instances/{Uri.EscapeDataString(instanceId)}", null);
        if (status != HttpStatusCode.OK && !(status == HttpStatusCode.NotFound && unanswered > 0))
        {
            timeline.Report($"The purge of {instanceId}, which has ended, was answered with {status}.");
        }
    }

    private static bool IsEnd(HttpStatusCode status) => status == HttpStatusCode.Gone;

    private Task WaitAsync(int milliseconds)
        => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, deadline);

    private async Task<bool> RaiseOneAsync(string workflow, EventStream stream, int number)
    {
        var data = new EventData(number, Ballast.Of(stream.Event, stream.Bytes));
        (HttpStatusCode status, int unanswered) =
            await InsistAsync(HttpMethod.Post, $"instances/{workflow}/raiseEvent/{stream.Event}", data);
        bool accepted = status == HttpStatusCode.Accepted;
        _sent.AddOrUpdate(
            (workflow, stream.Event, number),
            _ => (accepted ? 1 : 0, unanswered),
            (_, before) => (before.Acknowledged + (accepted ? 1 : 0), before.Unanswered + unanswered));
        if (!accepted && !IsEnd(status))
        {
            timeline.Report($"Event {stream.Event} {number} for {workflow} was answered with {status}.");
        }

        return accepted;
    }

    private async Task CommandAsync(string workflow, string command)
    {
        (HttpStatusCode status, _) = await InsistAsync(HttpMethod.Post, $"instances/{workflow}/{command}", null);
        timeline.Note($"{workflow} {command}: {(int)status}");
        if (status != HttpStatusCode.Accepted && !IsEnd(status))
        {
            timeline.Report($"The {command} of {workflow} was answered with {status}.");
        }
    }

    /// <summary>Repeats a request until a host answers it with other than a server error.</summary>
    /// <returns>The answer, and how many requests before it may have been stored although nobody said so.</returns>
    private async Task<(HttpStatusCode Status, int Unanswered)> InsistAsync(HttpMethod method, string path, object? body)
    {
        int unanswered = 0;
        while (true)
        {
            try
            {
                using HttpResponseMessage? answer = await SendAsync(method, path, body);
                if (answer is not null && (int)answer.StatusCode < 500)
                {
                    return (answer.StatusCode, unanswered);
                }

                unanswered++;
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // It was not even sent.
            }

            await Task.Delay(Pause, TimeProvider.System, deadline);
        }
    }

    private async Task<HttpResponseMessage?> SendAsync(HttpMethod method, string path, object? body)
    {
        IReadOnlyList<FunctionsHostProcess> hosts = cluster.Hosts;
        if (hosts.Count == 0)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "No host runs.");
        }

        // In turn: those that wait for the lease refuse connections, a paused one keeps them.
        FunctionsHostProcess host = hosts[(int)((uint)Interlocked.Increment(ref _next) % hosts.Count)];
        var address = new Uri($"http://127.0.0.1:{host.Port}/{OrchestrationClient.Base}/{path}");
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        try
        {
            return await _http.SendAsync(request, deadline);
        }
        catch (Exception e) when (e is HttpRequestException { HttpRequestError: not HttpRequestError.ConnectionError }
            || (e is TaskCanceledException && !deadline.IsCancellationRequested))
        {
            return null;
        }
    }
}
