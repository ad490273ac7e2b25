using System.Diagnostics;
using System.Net.Http.Json;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;
using DtnBox.Testing.Telemetry;

namespace DtnBox.FunctionsHost.Tests.Telemetry;

public sealed class TraceTests : IDisposable
{
    private readonly TestAppFolder _app = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Trace_OfARequestThatStartsAnOrchestration_GoesDownToTheActivity()
    {
        await using CollectorSimulator collector = await CollectorSimulator.StartAsync(Cancel);
        foreach ((string name, string value) in collector.Settings)
        {
            _app.Settings[name] = value;
        }

        _app.Save();
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(_app);
        string trace = ActivityTraceId.CreateRandom().ToHexString();
        string caller = ActivitySpanId.CreateRandom().ToHexString();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"start/Counter/{Guid.NewGuid()}") { Content = JsonContent.Create(0) };
        request.Headers.Add("traceparent", $"00-{trace}-{caller}-01");
        // The test's own client must not put a header of its own beside this one.
        Activity.Current = null;
        using HttpResponseMessage started = await host.Http.SendAsync(request, Cancel);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync(Cancel));

        await Eventually.ThatAsync(
            () => collector.Trace(trace).Any(span => span.Name == "activity:Say")
                && collector.Trace(trace).Any(span => span.Name == "orchestration:Counter"),
            TimeSpan.FromSeconds(60), "the spans have arrived", Cancel);
        SeenSpan activity = collector.Trace(trace).First(span => span is { Name: "Invoke", Service: "testapp" }
            && collector.PathUp(span).Any(above => above.Name == "activity:Say"));
        string path = string.Join('\n', collector.PathUp(activity).Select(span => $"{span.Service} {span.Name}"));
        const string expected = """
            testapp Invoke
            dtnbox-host activity:Say
            dtnbox-host activity:Say
            dtnbox-host orchestration:Counter
            dtnbox-host create_orchestration:Counter
            testapp create_orchestration:Counter
            testapp Invoke
            dtnbox-host POST start/{name}/{id:guid}
            """;
        Assert.Equal(expected, path, ignoreLineEndingDifferences: true);
        Assert.Equal(caller, collector.PathUp(activity)[^1].ParentId);
        // The polls of clients are nobody's: they are no traces.
        Assert.DoesNotContain(collector.Spans, span => span.Name.Contains("TaskHubSidecarService", StringComparison.Ordinal));
    }
}
