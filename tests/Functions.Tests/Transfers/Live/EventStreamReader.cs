using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Testing;
using Microsoft.Extensions.Time.Testing;

namespace DtnBox.Functions.Tests.Transfers.Live;

/// <summary>Reads a stream of events as a browser would.</summary>
internal sealed class EventStreamReader : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Lock _sync = new();
    private readonly List<SentEvent> _events = [];
    private readonly HttpResponseMessage _answer;

    private EventStreamReader(HttpResponseMessage answer)
    {
        _answer = answer;
        Ended = ReadAsync();
    }

    /// <summary>Gets how many milliseconds to wait before coming back, as the other side wants it.</summary>
    public string? Retry { get; private set; }

    public int Comments { get; private set; }

    /// <summary>Gets what completes when the other side has ended the stream in good order.</summary>
    public Task Ended { get; }

    public HttpResponseMessage Answer => _answer;

    public IReadOnlyList<SentEvent> Events
    {
        get
        {
            lock (_sync)
            {
                return [.. _events];
            }
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<EventStreamReader> OpenAsync(HttpClient http, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        HttpResponseMessage answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        answer.EnsureSuccessStatusCode();
        return new EventStreamReader(answer);
    }

    /// <summary>Lets time go by, a second after the other, until this is so.</summary>
    public Task UntilAsync(FakeTimeProvider time, Func<bool> condition, string description)
        => UntilAsync(time, Step, condition, description);

    /// <summary>Lets time go by, a beat after the other, until so many have come.</summary>
    public Task BeatsAsync(FakeTimeProvider time, int count) => UntilAsync(time, Beat, () => Comments >= count, $"{count} comments");

    public Task EventsAsync(FakeTimeProvider time, int count) => UntilAsync(time, () => Events.Count >= count, $"{count} events");

    public void Dispose() => _answer.Dispose();

    private async Task UntilAsync(FakeTimeProvider time, TimeSpan step, Func<bool> condition, string description)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await Eventually.HappensWithinAsync(Step, condition))
        {
            Assert.False(Ended.IsFaulted, $"{Ended.Exception}");
            Assert.True(
                TimeProvider.System.GetElapsedTime(started) < Deadline,
                $"Not within {Deadline}: {description}. Events: {string.Join('\n', Events)}");
            time.Advance(step);
        }
    }

    private async Task ReadAsync()
    {
        using var lines = new StreamReader(await _answer.Content.ReadAsStreamAsync(Cancel));
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        while (await lines.ReadLineAsync(Cancel) is { } line)
        {
            if (line.Length > 0)
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                fields[line[..colon]] = line[(colon + 1)..].TrimStart();
                continue;
            }

            lock (_sync)
            {
                Comments += fields.ContainsKey(string.Empty) ? 1 : 0;
                Retry = fields.GetValueOrDefault("retry", Retry!);
                if (fields.TryGetValue("data", out string? data))
                {
                    _events.Add(new SentEvent(fields["event"], fields.GetValueOrDefault("id"), data));
                }
            }

            fields.Clear();
        }
    }
}

/// <summary>One event as it came.</summary>
internal sealed record SentEvent(string Name, string? Id, string Data)
{
    public TransferView Transfer() => JsonSerializer.Deserialize<TransferView>(Data, ContractJson.Options)!;
}
