using DtnBox.DurableTask.Protocol;

namespace DtnBox.DurableTask.Tests.Replay;

/// <summary>Code that leaves the orchestrator's thread fails at once, with a message, and not one day on replay.</summary>
public sealed class OrchestratorThreadTests
{
    [Fact]
    public void Run_AwaitsForeignTask_FailsWithAdvice()
    {
        var never = new TaskCompletionSource<string>();
        var turns = new Turns<object?, string>((_, _) => never.Task);

        CompleteOrchestrationAction end = turns.Start().End();

        Assert.Equal(OrchestrationStatus.Failed, end.OrchestrationStatus);
        Assert.StartsWith("Orchestrator 'Sample' awaits a task that its context did not make", end.Result);
    }

    [Fact]
    public void Run_ContextUsedOnAnotherThread_IsRefused()
    {
        Exception? refusal = null;
        var turns = new Turns<object?, string>((context, _) =>
        {
#pragma warning disable DURABLE0004 // The test wants to see it refused.
            var thread = new Thread(() => refusal = Record.Exception(() => context.NewGuid()));
            thread.Start();
            thread.Join();
#pragma warning restore DURABLE0004
            return Task.FromResult("ok");
        });
        turns.Start();

        Assert.StartsWith(
            "The orchestration context was used outside of the orchestrator's own thread",
            Assert.IsType<InvalidOperationException>(refusal).Message);
    }

    [Fact]
    public void Run_ContextKeptAfterTheTurn_IsRefused()
    {
        TaskOrchestrationContext? kept = null;
        var turns = new Turns<object?, string>((context, _) =>
        {
            kept = context;
            return Task.FromResult("ok");
        });
        turns.Start();

        Assert.Throws<InvalidOperationException>(() => kept!.SetCustomStatus("late"));
    }

    [Fact]
    public void Run_Yield_StaysOnTheThread()
    {
        var turns = new Turns<object?, string>(async (context, _) =>
        {
            await Task.Yield();
            return await context.CallActivityAsync<string>("A");
        });

        Assert.Equal("A", Assert.Single(turns.Start().Actions).ScheduleTask.Name);
        Assert.Equal("\"x\"", turns.Next(Turn.Completed(0, "\"x\"")).End().Result);
    }

    [Fact]
    public void Run_ThousandsOfSequentialCalls_NeedNoDeepStack()
    {
        const int calls = 5000;
        var turns = new Turns<object?, int>(async (context, _) =>
        {
            int sum = 0;
            for (int i = 0; i < calls; i++)
            {
                sum += await context.WaitForExternalEvent<int>("N");
            }

            return sum;
        });

        OrchestratorResponse response = turns.Start([.. Enumerable.Range(0, calls).Select(_ => Turn.Raised("N", "1"))]);

        Assert.Equal("5000", response.End().Result);
    }
}
