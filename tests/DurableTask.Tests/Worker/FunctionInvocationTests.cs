using System.Net;
using System.Text.Json;
using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Replay;
using DtnBox.DurableTask.Worker;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.DurableTask.Tests.Worker;

public sealed class FunctionInvocationTests
{
    private static readonly OrchestratorRequest Start = new()
    {
        InstanceId = "i1",
        NewEvents =
        {
            new HistoryEvent
            {
                ExecutionStarted = new ExecutionStartedEvent { Name = nameof(GreetOrchestrator), Input = "\"Ada\"" },
            },
        },
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_OrchestrationTurn_AnswersWithActions(bool quotedTwice)
    {
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddOrchestrator<GreetOrchestrator>());
        string message = Start.ToByteString().ToBase64();
        string body = Body("context", quotedTwice ? Quote(Quote(message)) : Quote(message));

        OrchestratorResponse response = Decode(await app.InvokeAsync(nameof(GreetOrchestrator), body));

        Assert.Equal("i1", response.InstanceId);
        ScheduleTaskAction call = Assert.Single(response.Actions).ScheduleTask;
        Assert.Equal("GreetActivity", call.Name);
        Assert.Equal("{\"name\":\"Ada\",\"day\":\"Friday\"}", call.Input);
    }

    [Fact]
    public async Task Post_TurnThatCannotRun_AsksForItAgain()
    {
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddOrchestrator<BrokenOrchestrator>());
        string message = Start.ToByteString().ToBase64();

        OrchestratorResponse response = Decode(
            await app.InvokeAsync(nameof(BrokenOrchestrator), Body("context", Quote(Quote(message)))));

        Assert.Equal("i1", response.InstanceId);
        Assert.Equal(
            "System.OutOfMemoryException",
            Assert.Single(response.Actions).CompleteOrchestration.FailureDetails.InnerFailure.ErrorType);
    }

    [Fact]
    public async Task Post_TornMessage_AsksForItAgain()
    {
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddOrchestrator<GreetOrchestrator>());

        OrchestratorResponse response = Decode(
            await app.InvokeAsync(nameof(GreetOrchestrator), Body("context", Quote(Quote("not base64!")))));

        Assert.Equal(
            "System.OutOfMemoryException",
            Assert.Single(response.Actions).CompleteOrchestration.FailureDetails.InnerFailure.ErrorType);
    }

    [Theory]
    [InlineData("{\"name\":\"Ada\",\"day\":\"Monday\"}", "GreetActivity@t1: Ada on Monday")]
    [InlineData("null", "GreetActivity@t1:  on ")]
    public async Task Post_Activity_ReturnsItsResultAsText(string input, string expected)
    {
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddActivity<GreetActivity>());
        string metadata = $$"""{"instanceId":{{Quote(Quote("t1"))}},"sys":{} }""";
        string body = Body("input", Quote(Quote(input)), metadata);

        string? answer = await app.InvokeAsync(nameof(GreetActivity), body);

        Assert.Equal((Quote(expected), null), ActivityResult.Read(Quote(answer!)));
    }

    [Theory]
    [InlineData("\"\\\"\\\\\\\"hello\\\\\\\"\\\"\"", "hello")] // As hosts do: JSON text in JSON text.
    [InlineData("\"\\\"hello\\\"\"", "hello")]
    [InlineData("\"hello\"", "hello")]
    [InlineData("\"null\"", null)]
    [InlineData("null", null)]
    public async Task Post_ActivityInputQuotedInAnyWay_IsUnderstood(string node, string? expected)
    {
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddActivity<EchoActivity>());

        string? answer = await app.InvokeAsync(nameof(EchoActivity), Body("anyName", node));

        Assert.Equal((expected is null ? null : Quote(expected), null), ActivityResult.Read(Quote(answer!)));
    }

    [Fact]
    public async Task Post_ActivityThrows_ReturnsTheFailure()
    {
        await using WorkerApp app = await WorkerApp.StartAsync(worker => worker.AddActivity<FailingActivity>());

        string? answer = await app.InvokeAsync(nameof(FailingActivity), Body("input", "\"null\""));

        TaskFailureDetails failure = ActivityResult.Read(Quote(answer!)).Failure!;
        Assert.Equal("DtnBox.DurableTask.NonRetriableException: The key is wrong.", failure.ToString());
        Assert.Equal("System.IO.IOException: 403", failure.InnerFailure?.ToString());
        Assert.True(failure.IsNonRetriable);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_Timer_ReadsItsSchedule(bool asText)
    {
        const string info = """
            {"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"0001-01-01T00:00:00","Next":"2026-05-01T10:05:00+02:00",
            "LastUpdated":"soon"},"IsPastDue":false}
            """;
        await using WorkerApp app = await StartWithTimerAsync();

        Assert.Null(await app.InvokeAsync(nameof(CleanUpTimer), Body("timer", asText ? Quote(info) : info)));

        TimerInfo seen = Assert.Single(app.Services.GetRequiredService<TimerRuns>().Seen);
        Assert.Equal(
            new TimerScheduleStatus(Last: null, new DateTimeOffset(2026, 5, 1, 10, 5, 0, TimeSpan.FromHours(2)), LastUpdated: null),
            seen.ScheduleStatus);
    }

    [Fact]
    public async Task Post_TimerThrows_IsAnErrorStatus()
    {
        await using WorkerApp app = await StartWithTimerAsync();

        using HttpResponseMessage response = await app.PostAsync(
            nameof(CleanUpTimer), Body("timer", "{\"ScheduleStatus\":null,\"IsPastDue\":true}"));

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("InvalidOperationException", response.ReasonPhrase);
    }

    [Fact]
    public async Task Get_Root_TellsThatTheHandlerIsReady()
    {
        await using WorkerApp app = await WorkerApp.StartAsync(_ => { });
        using HttpClient client = app.Server.CreateClient();

        using HttpResponseMessage response = await client.GetAsync(
            new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static Task<WorkerApp> StartWithTimerAsync() => WorkerApp.StartAsync(worker =>
    {
        worker.Services.AddSingleton<TimerRuns>();
        worker.AddTimer<CleanUpTimer>();
    });

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    private static string Body(string binding, string node, string metadata = "{}")
        => $$"""{"Data":{"{{binding}}":{{node}} },"Metadata":{{metadata}} }""";

    private static OrchestratorResponse Decode(string? returnValue)
        => OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(returnValue!));
}
