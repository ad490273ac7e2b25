using DtnBox.Contracts;
using DtnBox.ControllerAgent.Questions;
using DtnBox.ControllerAgent.Tests.Simulation;
using DtnBox.Transfer.Stores;

namespace DtnBox.ControllerAgent.Tests.Questions;

/// <summary>Questions that people wait for, and what must not hold them up.</summary>
public sealed class QuestionTests
{
    [Fact]
    public async Task Question_WhileAllHandsCopy_IsAnswered()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        ScriptedHandler copies = ScriptedHandler.Endless();
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(
            controlPlane, state, Answering((_, _) => Task.FromResult("answer")), maxCommands: 1, copies);
        controlPlane.Queue.Offer("copy");
        await Until.TrueAsync(() => copies.Running == 1);

        controlPlane.Questions.Offer("q1");

        await Until.TrueAsync(() => controlPlane.Questions.Answers.ContainsKey("q1"));
        Assert.Equal("answer", controlPlane.Questions.Answers["q1"].Result!.Value.GetString());
        Assert.Equal(1, copies.Running);
        Assert.Equal(["Test"], controlPlane.Questions.Asked.First().Knows);
        Assert.Contains("Test", controlPlane.Queue.Leases.First().Knows!);
    }

    [Fact]
    public async Task Question_WhileOthersTakeLong_IsAnsweredUpToEightAtOnce()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        var open = new TaskCompletionSource<string>();
        int running = 0;
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(
            controlPlane,
            state,
            Answering((_, cancel) =>
            {
                Interlocked.Increment(ref running);
                return open.Task.WaitAsync(cancel);
            }));
        foreach (int i in Enumerable.Range(0, 9))
        {
            controlPlane.Questions.Offer($"q{i}");
        }

        await Until.TrueAsync(() => Volatile.Read(ref running) == 8);
        open.SetResult("done");
        await Until.TrueAsync(() => controlPlane.Questions.Answers.Count == 9);
        Assert.All(controlPlane.Questions.Asked, request => Assert.InRange(request.Max, 1, 8));
    }

    [Fact]
    public async Task Question_GivenAgainWhileItRuns_RunsOnce()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        var open = new TaskCompletionSource<string>();
        int runs = 0;
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(
            controlPlane,
            state,
            Answering((_, cancel) =>
            {
                Interlocked.Increment(ref runs);
                return open.Task.WaitAsync(cancel);
            }));
        controlPlane.Questions.Offer("q1");
        await Until.TrueAsync(() => Volatile.Read(ref runs) == 1);
        int asked = controlPlane.Questions.Asked.Count;
        controlPlane.Questions.Offer("q1");
        await Until.TrueAsync(() => controlPlane.Questions.Asked.Count > asked);
        open.SetResult("done");
        await Until.TrueAsync(() => controlPlane.Questions.Answers.ContainsKey("q1"));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Question_ThatTheStoreRefusesOrHangsAtOrBreaks_IsAnsweredWithTheCause()
    {
        await using ControlPlaneSimulator controlPlane = await ControlPlaneSimulator.StartAsync();
        using var state = new TemporaryDirectory();
        var refusal = new Fault(FaultCodes.AccessDenied, "No.", "Ask.");
        int question = 0;
        await using AgentUnderTest agent = await AgentUnderTest.StartAsync(
            controlPlane,
            state,
            Answering(async (_, cancel) =>
            {
                switch (Interlocked.Increment(ref question))
                {
                    case 1:
                        throw new StoreException(refusal);
                    case 2:
                        throw new InvalidOperationException("a defect");
                    default:
                        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
                        return "never";
                }
            }));
        foreach ((string id, double seconds) in new[] { ("refused", 20d), ("broken", 20d), ("hangs", 4d) })
        {
            controlPlane.Questions.Offer(id, seconds: seconds);
            await Until.TrueAsync(() => controlPlane.Questions.Answers.ContainsKey(id));
        }

        controlPlane.Questions.Offer("unknown", name: "Unheard");
        await Until.TrueAsync(() => controlPlane.Questions.Answers.ContainsKey("unknown"));
        Assert.Equal(refusal, controlPlane.Questions.Answers["refused"].Error);
        Assert.Contains("a defect", controlPlane.Questions.Answers["broken"].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("did not answer Test within 1 s", controlPlane.Questions.Answers["hangs"].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("does not know the question 'Unheard'", controlPlane.Questions.Answers["unknown"].Error!.Message, StringComparison.Ordinal);
    }

    private static QuestionHandler<string, string> Answering(Func<string, CancellationToken, Task<string>> answer)
        => new("Test", (_, input, cancel) => answer(input, cancel));
}
