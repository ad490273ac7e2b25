using System.Diagnostics;
using System.Net.Http.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.EndToEnd.Datasets;
using DtnBox.EndToEnd.Installations;
using DtnBox.Testing;
using DtnBox.Testing.Telemetry;

namespace DtnBox.EndToEnd.Telemetry;

/// <summary>What the programs show of a transfer, as a collector sees it.</summary>
public sealed class TraceTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transfer_StartedWithATraceparent_IsOneTreeFromTheRequestToTheCopy()
    {
        await using CollectorSimulator collector = await CollectorSimulator.StartAsync(Cancel);
        await using Installation dtnbox = await Installation.StartAsync(settings: collector.Settings);
        await Dataset.PutAsync(dtnbox, dtnbox.A, small: 20, seed: 11);
        string traceId = ActivityTraceId.CreateRandom().ToHexString();
        string callerId = ActivitySpanId.CreateRandom().ToHexString();

        TransferView transfer = await StartAsync(dtnbox, $"00-{traceId}-{callerId}-01");
        TransferView ended = await dtnbox.Api.WaitForEndAsync(transfer.Id, TimeSpan.FromMinutes(2));
        Assert.Equal(TransferState.Succeeded, ended.State);
        await Eventually.ThatAsync(
            () => collector.Spans.Any(span => span.TraceId == traceId && span.Name == "command:VerifyChunk")
                && collector.Spans.Any(span => span.TraceId == traceId && span.Name == "activity:FinishRun"),
            Soon, "the last spans arrive", Cancel);

        SeenSpan[] trace = [.. collector.Spans.Where(span => span.TraceId == traceId)];
        Assert.Equal(
            ["dtnbox-agent", "dtnbox-functions", "dtnbox-host"],
            trace.Select(span => span.Service).Distinct().Order(StringComparer.Ordinal));
        SeenSpan copy = trace.First(span => span.Name == "command:CopyChunk");
        string path = string.Join('\n', collector.PathUp(copy).Select(span => $"{span.Service} {span.Name}"));
        Assert.Equal(
            """
            dtnbox-agent command:CopyChunk
            dtnbox-functions activity:ScheduleChunks
            dtnbox-functions Invoke
            dtnbox-host POST api/{*path}
            """,
            path,
            ignoreLineEndingDifferences: true);
        Assert.Equal(callerId, collector.PathUp(copy)[^1].ParentId);
        Assert.Contains(trace, span => span.Name == "POST /api/v1/agent/commands/{id}/complete");
        Assert.Contains(trace, span => span.Name == "create_orchestration:TransferOrchestrator");
        Assert.DoesNotContain(trace, span => span.Attributes.Values.Any(value => value.Contains(dtnbox.B.Bucket, StringComparison.Ordinal)));
        await Eventually.ThatAsync(
            () => collector.Spans.Where(span => span.TraceId == traceId).All(span => collector.PathUp(span)[^1].ParentId == callerId),
            Soon, "every span of the trace hangs below the caller", Cancel);

        await Eventually.ThatAsync(
            () => Sends(collector, "dtnbox-host", "http.server.request.duration")
                && Sends(collector, "dtnbox-functions", "dtnbox.command.duration")
                && Sends(collector, "dtnbox-agent", "dtnbox.transfer.objects"),
            Soon, "the meters of all three arrive", Cancel);
        await Eventually.ThatAsync(
            () => collector.Spans.Any(span => span.Name == "HealTransfers" && span.ParentId.Length == 0),
            Soon, "the timer function has a trace of its own", Cancel);
        Assert.Contains(collector.Logs, log => log.Service == "dtnbox-agent" && log.TraceId == traceId);
        Assert.Contains(collector.Logs, log => log.Service == "dtnbox-functions" && log.TraceId == traceId);
    }

    private static bool Sends(CollectorSimulator collector, string service, string metric)
        => collector.Metrics.Any(seen => seen.Service == service && seen.Name == metric);

    private static async Task<TransferView> StartAsync(Installation dtnbox, string traceparent)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "transfers")
        {
            Content = JsonContent.Create(
                new CreateTransfer(dtnbox.A.At(), dtnbox.B.At(), "traced", null), options: ContractJson.Options),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.Add("traceparent", traceparent);
        // The test's own client must not put a header of its own beside this one.
        Activity.Current = null;
        using HttpResponseMessage answer = await dtnbox.Api.Http.SendAsync(request, Cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<TransferView>(ContractJson.Options, Cancel))!;
    }
}
