using DtnBox.DurableTask.Protocol;
using DtnBox.DurableTask.Replay;
using DtnBox.DurableTask.Tests.Conformance;
using DtnBox.DurableTask.Worker;
using Microsoft.Extensions.Logging;

namespace DtnBox.DurableTask.Tests.Replay;

public sealed class ReplayedContextTests
{
    [Theory]
    [InlineData(8190, true)] // With its two quotes exactly 16 KB of UTF-16.
    [InlineData(8191, false)]
    public void SetCustomStatus_AtTheLimit_IsCheckedInUtf16Bytes(int letters, bool accepted)
    {
        var turns = new Turns<object?, string>((context, _) =>
        {
            context.SetCustomStatus(new string('x', letters));
            return Task.FromResult("ok");
        });

        CompleteOrchestrationAction end = turns.Start().End();

        Assert.Equal(accepted ? OrchestrationStatus.Completed : OrchestrationStatus.Failed, end.OrchestrationStatus);
        if (!accepted)
        {
            Assert.StartsWith("The custom status is 16386 bytes of JSON in UTF-16; the limit is 16384.", end.Result);
        }
    }

    [Fact]
    public void CreateReplaySafeLogger_WhileReplaying_IsSilent()
    {
        var log = new LineLog();
        var turns = new Turns<object?, string>(
            async (context, _) =>
            {
                ILogger logger = context.CreateReplaySafeLogger("Sample");
                Write(logger, "before");
                await context.CallActivityAsync("A");
                Write(logger, "after");
                return "ok";
            },
            loggers: log);

        turns.Start();
        turns.Next(Turn.Completed(0));

        Assert.Equal(["before", "after"], log.Lines);
    }

    [Fact]
    public void CallActivityAsync_WithoutInput_SendsJsonNull()
    {
        var turns = new Turns<object?, string>((context, _) => context.CallActivityAsync<string>("A"));

        Assert.Equal("null", turns.Start().Actions[0].ScheduleTask.Input);
    }

    [Fact]
    public void CallSubOrchestratorAsync_Retried_KeepsItsInstanceId()
    {
        var turns = new Turns<object?, string>((context, _) => context.CallSubOrchestratorAsync<string>(
            "Child", options: TaskOptions.FromRetryPolicy(new RetryPolicy(2, TimeSpan.FromSeconds(1)))));
        string first = turns.Start().Actions[0].CreateSubOrchestration.InstanceId;
        turns.Next(new HistoryEvent
        {
            SubOrchestrationInstanceFailed = new SubOrchestrationInstanceFailedEvent { TaskScheduledId = 0 },
        });

        string second = turns.Next(Turn.Fired(1)).Actions[0].CreateSubOrchestration.InstanceId;

        Assert.Equal(32, first.Length);
        Assert.Equal(first, second);
    }

    [Fact]
    public void CreateTimer_LocalTime_IsConverted()
    {
        var utc = new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc);
        var turns = new Turns<object?, string>(async (context, _) =>
        {
            await context.CreateTimer(utc.ToLocalTime(), CancellationToken.None);
            return "ok";
        });

        Assert.Equal(utc, turns.Start().Actions[0].CreateTimer.FireAt.ToDateTime());
    }

    [Fact]
    public void CreateTimer_LongerThanTheOptionAllows_IsMadeInParts()
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var options = new DurableTaskWorkerOptions { MaximumTimerInterval = TimeSpan.FromHours(1) };
        var request = new OrchestratorRequest { InstanceId = "i" };
        request.NewEvents.Add(new HistoryEvent
        {
            Timestamp = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(start),
            OrchestratorStarted = new OrchestratorStartedEvent(),
        });
        request.NewEvents.Add(new HistoryEvent { ExecutionStarted = new ExecutionStartedEvent { Name = "Sample" } });

        OrchestratorResponse response = OrchestrationReplay.Run(
            request,
            new SampleOrchestrator<object?, string>(async (context, _) =>
            {
                await context.CreateTimer(TimeSpan.FromHours(2), CancellationToken.None);
                return "woke";
            }),
            options: options);

        Assert.Equal(start.AddHours(1), Assert.Single(response.Actions).CreateTimer.FireAt.ToDateTime());
        Assert.Equal(TimeSpan.FromDays(3), new DurableTaskWorkerOptions().MaximumTimerInterval);
    }

    [Fact]
    public void WaitForExternalEvent_TokenAlreadyCancelled_TakesNothing()
    {
        var turns = new Turns<object?, string>(async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            Task<string> cancelled = context.WaitForExternalEvent<string>("Go", new CancellationToken(canceled: true));
            return $"{cancelled.IsCanceled} {await context.WaitForExternalEvent<string>("Go")}";
        });
        turns.Start(Turn.Raised("Go", "\"early\""));

        Assert.Equal("\"True early\"", turns.Next(Turn.Fired(0)).End().Result);
    }

#pragma warning disable CA1848, CA2254 // One line of a test.
    private static void Write(ILogger logger, string line) => logger.LogInformation(line);
#pragma warning restore CA1848, CA2254

    private sealed class LineLog : ILoggerFactory, ILogger
    {
        public List<string> Lines { get; } = [];

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
