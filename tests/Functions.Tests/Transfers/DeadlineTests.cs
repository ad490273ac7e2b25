using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Healing;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Protobuf;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class DeadlineTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void Run_DeadlinePassesWhileCopying_DrainsTheAgentsAndFails()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 4, ranges: 1) { Deadline = Start.AddHours(1) };
        OrchestrationDriver driver = CopyingOne(transfer);
        transfer.Answer = _ => new CommandCompletion(CommandOutcome.Stopped, null, null);
        FireTimer(driver);
        Assert.Null(transfer.End);
        DrainAndEnd(driver, transfer);
        Assert.Equal(FaultCodes.DeadlinePassed, transfer.End!.Fault!.Code);
        Assert.Contains("06:06:07", transfer.End.Fault.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(StopCommands), transfer.Activities);
        Assert.Equal(1, transfer.VerifiedChunks);
    }

    [Fact]
    public void Run_DeadlineHasPassedBeforeTheRun_FailsAtOnce()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 1, ranges: 1) { Deadline = Start.AddHours(-1) };
        OrchestrationDriver driver = Begin(transfer);
        transfer.Answer = _ => new CommandCompletion(CommandOutcome.Stopped, null, null);
        DrainAndEnd(driver, transfer);
        Assert.Equal(FaultCodes.DeadlinePassed, transfer.End!.Fault!.Code);
        Assert.DoesNotContain(CommandNames.PlanCopy, transfer.Scheduled.Keys);
    }

    [Fact]
    public void Run_AllIsDoneInTime_Succeeds()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 2, ranges: 1) { Deadline = Start.AddDays(400) };
        OrchestrationDriver driver = Begin(transfer);
        CompleteAll(driver, transfer);
        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.Null(transfer.End!.Fault);
    }

    [Fact]
    public void Deadline_MovedLaterWhileRunning_TheEarlierOneEndsNothing()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 4, ranges: 1) { Deadline = Start.AddHours(1) };
        OrchestrationDriver driver = CopyingOne(transfer);
        transfer.Deadline = Start.AddHours(2);
        FireTimer(driver);
        CompleteAll(driver, transfer);
        Assert.Null(transfer.End!.Fault);
    }

    [Fact]
    public void Deadline_SetWhileRunning_IsHeardAndEndsIt()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 4, ranges: 1);
        OrchestrationDriver driver = CopyingOne(transfer);
        transfer.Deadline = Start.AddDays(10);
        Tell(driver);
        transfer.Deadline = Start.AddMinutes(5);
        Tell(driver);
        transfer.Answer = _ => new CommandCompletion(CommandOutcome.Stopped, null, null);
        FireTimer(driver);
        DrainAndEnd(driver, transfer);
        Assert.Equal(FaultCodes.DeadlinePassed, transfer.End!.Fault!.Code);
    }

    [Fact]
    public void Stop_BeforeTheDeadline_ParksAndTheDeadlineEndsNothing()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 4, ranges: 1) { Deadline = Start.AddHours(1) };
        OrchestrationDriver driver = CopyingOne(transfer);
        driver.Raise(TransferOrder.Stop, new TransferOrder(1));
        driver.RunUntilIdle();
        transfer.Answer = _ => new CommandCompletion(CommandOutcome.Stopped, null, null);
        while (!transfer.States.Contains(TransferState.Stopped))
        {
            Step(driver, transfer);
        }

        FireTimer(driver);
        Assert.Null(transfer.End);
        Assert.Null(driver.Status);
    }

    [Fact]
    public void Heal_DeadlinePassedAndTheOrchestrationGoesOn_TellsIt()
    {
        var row = new TransferRow { State = TransferState.Copying, StateSince = Start };
        row.SetSettings(new TransferSettings(Deadline: Start));
        var running = new OrchestrationMetadata("TransferOrchestrator", "t.1") { RuntimeStatus = OrchestrationRuntimeStatus.Running };
        Assert.Equal(HealStep.None, HealDecision.For(row, running, Start));
        Assert.Equal(HealStep.TellDeadline, HealDecision.For(row, running, Start + HealDecision.Patience));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Check_DeadlineInThePast_IsRefused(int seconds, bool refused)
    {
        var errors = new FieldErrors();
        DeadlineRules.Check(Start.AddSeconds(seconds), Start, "deadline", errors);
        Assert.Equal(refused, errors.Any);
    }

    private static OrchestrationDriver Begin(SimulatedTransfer transfer)
    {
        var driver = new OrchestrationDriver(
            () => new TransferOrchestrator(), nameof(TransferOrchestrator), "t.1", new TransferRun("t", 1), transfer.Run);
        driver.Begin();
        driver.RunUntilIdle();
        return driver;
    }

    private static OrchestrationDriver CopyingOne(SimulatedTransfer transfer)
    {
        OrchestrationDriver driver = Begin(transfer);
        while (transfer.VerifiedChunks == 0)
        {
            Step(driver, transfer);
        }

        return driver;
    }

    private static void CompleteAll(OrchestrationDriver driver, SimulatedTransfer transfer)
    {
        while (driver.Status is null)
        {
            Assert.NotEmpty(transfer.Open);
            Step(driver, transfer);
        }
    }

    private static void DrainAndEnd(OrchestrationDriver driver, SimulatedTransfer transfer)
    {
        for (int step = 0; driver.Status is null; step++)
        {
            Assert.True(step < 100, "The orchestration does not come to an end.");
            Step(driver, transfer);
        }
    }

    private static void Step(OrchestrationDriver driver, SimulatedTransfer transfer)
    {
        if (transfer.Open.Count == 0)
        {
            FireTimer(driver);
            return;
        }

        transfer.Complete(transfer.Open[0], driver);
        driver.RunUntilIdle();
    }

    private static void Tell(OrchestrationDriver driver)
    {
        driver.Raise(TransferOrder.DeadlineChanged, new TransferOrder(0));
        driver.RunUntilIdle();
    }

    private static void FireTimer(OrchestrationDriver driver)
    {
        driver.FireNextTimer();
        driver.RunUntilIdle();
    }
}
