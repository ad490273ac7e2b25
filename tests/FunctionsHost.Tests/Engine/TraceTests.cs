using System.Diagnostics;
using System.Text;
using DtnBox.FunctionsHost.Tests.Support;
using DtnBox.Testing;
using DtnBox.Testing.Telemetry;

namespace DtnBox.FunctionsHost.Tests.Engine;

/// <summary>The trace of an orchestration, as the host sends it to a collector.</summary>
public sealed class TraceTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly string _traceId = ActivityTraceId.CreateRandom().ToHexString();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trace_OfAllGenerations_IsThatOfTheFirst()
    {
        await using CollectorSimulator collector = await CollectorSimulator.StartAsync(Cancel);
        using TestAppFolder app = Traced(collector);
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(app);
        string id = await StartAsync(host, "Generations", "[]");
        foreach (string item in (string[])["a", "b", "c", "d", "e"])
        {
            await host.Orchestrations.RaiseAsync(id, "item", item);
        }

        await host.Orchestrations.ResultAsync(id);
        await SeesAsync(collector, "orchestration:Generations", atLeast: 5);
        string start = Assert.Single(collector.Trace(_traceId), span => span.Name == "create_orchestration:Generations").SpanId;
        Assert.All(
            collector.Trace(_traceId).Where(span => span.Name == "orchestration:Generations"),
            turn => Assert.Equal(start, turn.ParentId));
    }

    [Fact]
    public async Task Trace_OfAChild_IsBelowTheTurnThatAskedForIt()
    {
        await using CollectorSimulator collector = await CollectorSimulator.StartAsync(Cancel);
        using TestAppFolder app = Traced(collector);
        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(app);
        await host.Orchestrations.ResultAsync(await StartAsync(host, "Parent", "\"Echo\""));
        await SeesAsync(collector, "orchestration:Echo", atLeast: 1);
        await SeesAsync(collector, "create_orchestration:Parent", atLeast: 1);
        Assert.Equal(
            ["orchestration:Echo", "orchestration:Parent", "create_orchestration:Parent"],
            collector.PathUp(collector.Trace(_traceId).First(span => span.Name == "orchestration:Echo"))
                .Select(span => span.Name).Take(3));
    }

    [Fact]
    public async Task Trace_AfterTheHostWasKilled_GoesOn()
    {
        await using CollectorSimulator collector = await CollectorSimulator.StartAsync(Cancel);
        using TestAppFolder app = Traced(collector);
        string id;
        await using (FunctionsHostProcess killed = await FunctionsHostProcess.StartAsync(app))
        {
            id = await StartAsync(killed, "Collect", "1");
            await killed.Orchestrations.BecomesAsync(id, "Running");
            await SeesAsync(collector, "orchestration:Collect", atLeast: 1);
            killed.Kill();
            await killed.ExitAsync();
        }

        await using FunctionsHostProcess host = await FunctionsHostProcess.StartAsync(app);
        await host.Orchestrations.RaiseAsync(id, "item", "a");
        await host.Orchestrations.ResultAsync(id);
        await SeesAsync(collector, "orchestration:Collect", atLeast: 2);
        Assert.Single(collector.Trace(_traceId)
            .Where(span => span.Name == "orchestration:Collect").Select(span => span.ParentId).Distinct());
    }

    private static TestAppFolder Traced(CollectorSimulator collector)
    {
        var app = new TestAppFolder();
        foreach ((string name, string value) in collector.Settings)
        {
            app.Settings[name] = value;
        }

        app.Save();
        return app;
    }

    private async Task<string> StartAsync(FunctionsHostProcess host, string name, string input)
    {
        string id = Guid.NewGuid().ToString("N");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{OrchestrationClient.Base}/orchestrators/{name}/{id}")
        {
            Content = new StringContent(input, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("traceparent", $"00-{_traceId}-{ActivitySpanId.CreateRandom()}-01");
        using HttpResponseMessage answer = await host.Http.SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
        return id;
    }

    private Task SeesAsync(CollectorSimulator collector, string name, int atLeast) => Eventually.ThatAsync(
        () => collector.Trace(_traceId).Count(span => span.Name == name) >= atLeast, Soon, $"{atLeast} times {name}", Cancel);
}
