using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Healing;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class HealDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static TheoryData<string, TransferState, string, string> Cases() => new()
    {
        // when, row, orchestration, step
        { "late", TransferState.Queued, "missing", nameof(HealStep.Start) },
        { "fresh", TransferState.Queued, "missing", nameof(HealStep.None) },
        { "late", TransferState.Copying, "missing", nameof(HealStep.Start) },
        { "late", TransferState.Stopped, "missing", nameof(HealStep.None) },
        { "late", TransferState.Copying, "Running", nameof(HealStep.None) },
        { "late", TransferState.Copying, "Failed", nameof(HealStep.TakeOver) },
        { "fresh", TransferState.Copying, "Failed", nameof(HealStep.TakeOver) },
        { "late", TransferState.Copying, "Completed", nameof(HealStep.TakeOver) },
        { "late", TransferState.Copying, "Terminated", nameof(HealStep.TakeOver) },
        { "late", TransferState.Stopping, "Failed", nameof(HealStep.TakeOver) },
        { "late", TransferState.Stopped, "Failed", nameof(HealStep.None) },
        { "late", TransferState.Stopping, "Running", nameof(HealStep.TellStop) },
        { "fresh", TransferState.Stopping, "Running", nameof(HealStep.None) },
        { "late", TransferState.Queued, "Running", nameof(HealStep.TellRestart) },
        { "late", TransferState.Succeeded, "missing", nameof(HealStep.None) },
        { "late", TransferState.Failed, "missing", nameof(HealStep.None) },
        { "late", TransferState.SucceededWithErrors, "Completed", nameof(HealStep.None) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void For_RowAndOrchestration_GivesTheStep(string when, TransferState state, string run, string step)
    {
        DateTimeOffset since = when == "late" ? Now - HealDecision.Patience : Now;
        var row = new TransferRow { State = state, StateSince = since, Order = 2 };
        Assert.Equal(Enum.Parse<HealStep>(step), HealDecision.For(row, Metadata(run), Now));
    }

    [Fact]
    public void For_TooManyFruitlessRuns_GivesUp()
    {
        var row = new TransferRow { State = TransferState.Copying, FruitlessRuns = HealDecision.MostFruitlessRuns };
        Assert.Equal(HealStep.GiveUp, HealDecision.For(row, Metadata("Failed"), Now));
    }

    private static OrchestrationMetadata? Metadata(string status) => status == "missing"
        ? null
        : new OrchestrationMetadata("TransferOrchestrator", "t.1")
        {
            RuntimeStatus = Enum.Parse<OrchestrationRuntimeStatus>(status),
        };
}
