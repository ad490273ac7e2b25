using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Engine;

namespace DtnBox.FunctionsHost.Tests.Engine;

public sealed class ReplayComparisonTests
{
    private static readonly OrchestratorAction CallA = new() { ScheduleTask = new ScheduleTaskAction { Name = "A" } };
    private static readonly OrchestratorAction CallB = new() { ScheduleTask = new ScheduleTaskAction { Name = "B" } };

    [Fact]
    public void Difference_SameAnswers_IsNone()
        => Assert.Null(ReplayComparison.Difference(Answer("1", CallA, CallB), Answer("1", CallA, CallB)));

    [Fact]
    public void Difference_AnotherAction_ShowsBoth()
    {
        string? difference = ReplayComparison.Difference(Answer("1", CallA), Answer("1", CallB));

        Assert.Contains("\"A\"", difference);
        Assert.Contains("\"B\"", difference);
    }

    [Fact]
    public void Difference_OneActionMore_IsShownAgainstNothing()
        => Assert.StartsWith("nothing, then ", ReplayComparison.Difference(Answer("1"), Answer("1", CallA)));

    [Fact]
    public void Difference_CustomStatus_IsShown()
        => Assert.Equal("custom status 1, then nothing", ReplayComparison.Difference(Answer("1"), Answer(null)));

    [Fact]
    public void Difference_StackTraces_DoNotCount()
        => Assert.Null(ReplayComparison.Difference(Answer(null, Failed("at A", "at B")), Answer(null, Failed("at C", "at D"))));

    private static OrchestratorResponse Answer(string? status, params OrchestratorAction[] actions)
        => new() { CustomStatus = status, Actions = { actions } };

    private static OrchestratorAction Failed(string trace, string innerTrace) => new()
    {
        CompleteOrchestration = new CompleteOrchestrationAction
        {
            FailureDetails = new TaskFailureDetails
            {
                ErrorType = "T",
                StackTrace = trace,
                InnerFailure = new TaskFailureDetails { ErrorType = "I", StackTrace = innerTrace },
            },
        },
    };
}
