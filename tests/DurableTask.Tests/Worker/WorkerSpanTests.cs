using System.Diagnostics;
using System.Text.Json;
using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Worker;
using DtnBox.Testing.Telemetry;
using Google.Protobuf;

namespace DtnBox.DurableTask.Tests.Worker;

public sealed class WorkerSpanTests : IDisposable
{
    private readonly RecordedSpans _spans = new(WorkerSpans.SourceName);
    private readonly ActivityContext _host = NewContext();
    private readonly ActivityContext _start = NewContext();

    public void Dispose() => _spans.Dispose();

    [Fact]
    public async Task Turn_WithTheHostsHeader_IsItsChildAndPointsToTheStart()
    {
        await RunTurnAsync(_host, _start);
        Activity span = Assert.Single(_spans.Of(_host.TraceId));
        Assert.Equal($"orchestration:{nameof(GreetOrchestrator)}", span.DisplayName);
        Assert.Equal((ActivityKind.Server, _host.SpanId), (span.Kind, span.ParentSpanId));
        Assert.Equal("orchestration", span.GetTagItem("durabletask.type"));
        Assert.Equal(nameof(GreetOrchestrator), span.GetTagItem("durabletask.task.name"));
        Assert.Equal("i1", span.GetTagItem("durabletask.task.instance_id"));
        Assert.Equal(_start, Assert.Single(span.Links).Context);
    }

    [Fact]
    public async Task Turn_WithoutAHeader_IsAChildOfTheStart()
    {
        await RunTurnAsync(null, _start);
        Activity span = Assert.Single(_spans.Of(_start.TraceId));
        Assert.Equal(_start.SpanId, span.ParentSpanId);
        Assert.Empty(span.Links);
    }

    [Fact]
    public async Task Turn_WithAHeaderOfTheSameTrace_PointsNowhereElse()
    {
        await RunTurnAsync(_host, new ActivityContext(_host.TraceId, _start.SpanId, ActivityTraceFlags.Recorded));
        Assert.Empty(Assert.Single(_spans.Of(_host.TraceId)).Links);
    }

    [Fact]
    public async Task Activity_Fails_TheSpanNamesTheTypeAndNotTheMessage()
    {
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddActivity<SecretiveActivity>());
        await PostAsync(app, nameof(SecretiveActivity), Body("input", "\"null\"", "\"i7\""), _host);
        Activity span = Assert.Single(_spans.Of(_host.TraceId));
        Assert.Equal(($"activity:{nameof(SecretiveActivity)}", _host.SpanId), (span.DisplayName, span.ParentSpanId));
        Assert.Equal("i7", span.GetTagItem("durabletask.task.instance_id"));
        Assert.Equal((ActivityStatusCode.Error, null), (span.Status, span.StatusDescription));
        Assert.Equal(typeof(InvalidOperationException).FullName, span.GetTagItem("error.type"));
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Activity_NobodyCollectsSpans_StillRunsInTheTrace()
    {
        _spans.Dispose();
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddActivity<TraceActivity>());
        string answer = await PostAsync(app, nameof(TraceActivity), Body("input", "\"null\"", "\"i7\""), _host);
        Assert.Contains(_host.TraceId.ToHexString(), answer, StringComparison.Ordinal);
    }

    private static async Task RunTurnAsync(ActivityContext? header, ActivityContext start)
    {
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddOrchestrator<GreetOrchestrator>());
        var request = new OrchestratorRequest
        {
            InstanceId = "i1",
            NewEvents =
            {
                new HistoryEvent
                {
                    ExecutionStarted = new ExecutionStartedEvent
                    {
                        Name = nameof(GreetOrchestrator),
                        Input = "\"Ada\"",
                        ParentTraceContext = new TraceContext { TraceParent = Text(start) },
                    },
                },
            },
        };
        await PostAsync(app, nameof(GreetOrchestrator), Body("context", $"\"{request.ToByteString().ToBase64()}\""), header);
    }

    private static async Task<string> PostAsync(WorkerApp app, string function, string body, ActivityContext? header)
    {
        using HttpResponseMessage response = await app.PostAsync(function, body, request =>
        {
            if (header is { } context)
            {
                request.Headers.Add("traceparent", Text(context));
            }
        });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    private static string Body(string binding, string value, string? instanceId = null) => JsonSerializer.Serialize(new
    {
        Data = new Dictionary<string, string> { [binding] = value },
        Metadata = new Dictionary<string, string?> { ["instanceId"] = instanceId },
    });

    private static ActivityContext NewContext()
        => new(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);

    private static string Text(ActivityContext context) => $"00-{context.TraceId}-{context.SpanId}-01";

    private sealed class SecretiveActivity : TaskActivity<string?, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string? input)
            => throw new InvalidOperationException("the password is hunter2");
    }

    private sealed class TraceActivity : TaskActivity<string?, string>
    {
        public override Task<string> RunAsync(TaskActivityContext context, string? input)
            => Task.FromResult($"{Activity.Current?.TraceId}");
    }
}
