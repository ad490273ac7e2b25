using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.DurableTask.Protobuf;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class TransferOrchestratorTests
{
    private static readonly Fault WrongKeys = new(FaultCodes.WrongKeys, "refused", "enter the keys again");
    private static readonly Fault Mismatch = new(FaultCodes.ChecksumMismatch, "byte 7", "copied again by itself");
    private static readonly Fault Unreachable = new(FaultCodes.StoreUnreachable, "down", "wait", Transient: true);

    [Fact]
    public void Run_ASmallTransfer_ValidatesProbesPlansCopiesVerifiesAndFinishes()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 3, ranges: 1);
        OrchestrationDriver driver = Drive(transfer);
        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.Null(transfer.End!.Fault);
        Assert.Equal(3, transfer.VerifiedChunks);
        Assert.Equal([TransferState.Probing, TransferState.Copying], transfer.States);
        Assert.Equal((2, 1, 1, 3, 3), (
            transfer.Scheduled[CommandNames.ValidateKeys],
            transfer.Scheduled[CommandNames.ProbePath],
            transfer.Scheduled[CommandNames.PlanCopy],
            transfer.Scheduled[CommandNames.CopyChunk],
            transfer.Scheduled[CommandNames.VerifyChunk]));
    }

    [Fact]
    public void Run_ManyChunks_ContinuesAsNewAndSchedulesEachCommandOnce()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 60, ranges: 5);
        OrchestrationDriver driver = Drive(transfer);
        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.Equal(300, transfer.VerifiedChunks);
        Assert.Equal((5, 300, 300), (
            transfer.Scheduled[CommandNames.PlanCopy],
            transfer.Scheduled[CommandNames.CopyChunk],
            transfer.Scheduled[CommandNames.VerifyChunk]));
        Assert.True(driver.Generations >= 3, $"{driver.Generations} generations");
        Assert.True(driver.LongestHistory < 2500, $"{driver.LongestHistory} events");
    }

    [Fact]
    public void Run_WhileCopying_ListsOnBeforeTheLastRangeIsCopied()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 5, ranges: 3);
        OrchestrationDriver driver = Begin(transfer);
        while (transfer.Scheduled.GetValueOrDefault(CommandNames.PlanCopy) < 2)
        {
            Assert.Equal(0, transfer.VerifiedChunks);
            CompleteNext(driver, transfer, command => command.Name is not CommandNames.CopyChunk);
        }
    }

    [Fact]
    public void Run_WrongKeys_FailsWithTheFaultAndCopiesNothing()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 3, ranges: 1)
        {
            Answer = command => command.Name == CommandNames.ValidateKeys
                ? SimulatedTransfer.Success(new ValidateKeysResult([WrongKeys], null))
                : null,
        };
        OrchestrationDriver driver = Drive(transfer);
        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.Equal(WrongKeys, transfer.End!.Fault);
        Assert.False(transfer.Scheduled.ContainsKey(CommandNames.PlanCopy));
    }

    [Fact]
    public void Run_UnreachableOnce_TriesTheKeysAgain()
    {
        int asked = 0;
        var transfer = new SimulatedTransfer(rangeChunks: 1, ranges: 1)
        {
            Answer = command => command.Name == CommandNames.ValidateKeys && asked++ == 0
                ? SimulatedTransfer.Success(new ValidateKeysResult([Unreachable], null))
                : null,
        };
        Drive(transfer);
        Assert.Null(transfer.End!.Fault);
    }

    [Fact]
    public void Run_ReadBackDiffers_CopiesThatChunkAgain()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 2, ranges: 1)
        {
            Answer = command => command.Id.EndsWith("VerifyChunk.1.1", StringComparison.Ordinal)
                ? SimulatedTransfer.Success(SimulatedTransfer.Wrong(Mismatch))
                : null,
        };
        Drive(transfer);
        Assert.Null(transfer.End!.Fault);
        Assert.Equal((3, 2), (transfer.Scheduled[CommandNames.CopyChunk], transfer.VerifiedChunks));
        Assert.Empty(transfer.GivenUp);
    }

    [Fact]
    public void Run_ReadBackAlwaysDiffers_SettlesTheChunkAndGoesOn()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 2, ranges: 1)
        {
            Answer = command => command.Id.Contains("VerifyChunk.1.", StringComparison.Ordinal)
                ? SimulatedTransfer.Success(SimulatedTransfer.Wrong(Mismatch))
                : null,
        };
        Drive(transfer);
        Assert.Null(transfer.End!.Fault);
        Assert.Equal(1, transfer.VerifiedChunks);
        Assert.Equal([1], transfer.GivenUp);
    }

    [Fact]
    public void Run_AStoreThatStaysAway_DrainsAndFails()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 4, ranges: 1)
        {
            Answer = command => command.Name == CommandNames.CopyChunk ? SimulatedTransfer.Failure(Unreachable) : null,
        };
        OrchestrationDriver driver = Drive(transfer);
        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.Equal(Unreachable, transfer.End!.Fault);
        Assert.Empty(transfer.Open);
    }

    [Theory]
    [InlineData(FaultCodes.WrongKeys)]
    [InlineData(FaultCodes.AccessDenied)]
    [InlineData(FaultCodes.DestinationFull)]
    public void Run_AStoreThatRefusesInTheMiddle_ParksAndGoesOnAfterTheRestart(string code)
    {
        var fault = new Fault(code, "refused", "mend it");
        SimulatedTransfer transfer = Park(fault, out OrchestrationDriver driver);
        Assert.Equal(fault, transfer.ParkedFor);
        Assert.Empty(transfer.Open);
        Assert.Null(driver.Status);

        transfer.Answer = null;
        transfer.Order = 1;
        transfer.Attempt = 2;
        driver.Raise("Restart", new TransferOrder(1));
        driver.RunUntilIdle();
        DriveOn(driver, transfer);
        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.Null(transfer.End!.Fault);
        Assert.Equal(4, transfer.VerifiedChunks);
    }

    [Fact]
    public void Stop_WhileParked_IsStoppedAndGoesOnAfterTheRestart()
    {
        SimulatedTransfer transfer = Park(WrongKeys, out OrchestrationDriver driver);
        transfer.Order = 1;
        driver.Raise("Stop", new TransferOrder(1));
        driver.RunUntilIdle();
        Assert.Equal(TransferState.Stopped, transfer.States[^1]);

        transfer.Answer = null;
        transfer.Order = 2;
        transfer.Attempt = 2;
        driver.Raise("Restart", new TransferOrder(2));
        driver.RunUntilIdle();
        DriveOn(driver, transfer);
        Assert.Equal(4, transfer.VerifiedChunks);
    }

    [Fact]
    public void Run_OneChunkFindsNoRoomAtAll_ParksAndKeepsTheChunkPending()
    {
        var full = new Fault(FaultCodes.DestinationFull, "no room", "make room");
        var nothing = new ChunkResult(0, 0, 1, new Dictionary<string, FaultSummary> { [full.Code] = new(1, "in/k", full) });
        var transfer = new SimulatedTransfer(rangeChunks: 4, ranges: 1)
        {
            Answer = command => command.Id.Contains("CopyChunk.2.", StringComparison.Ordinal)
                ? SimulatedTransfer.Success(nothing)
                : null,
        };
        OrchestrationDriver driver = Begin(transfer);
        while (!transfer.States.Contains(TransferState.Parked))
        {
            Step(driver, transfer);
        }

        Assert.Equal(full, transfer.ParkedFor);
        Assert.Empty(transfer.GivenUp);
    }

    private static SimulatedTransfer Park(Fault fault, out OrchestrationDriver driver)
    {
        var transfer = new SimulatedTransfer(rangeChunks: 4, ranges: 1)
        {
            Answer = command => command.Name == CommandNames.CopyChunk ? SimulatedTransfer.Failure(fault) : null,
        };
        driver = Begin(transfer);
        while (!transfer.States.Contains(TransferState.Parked))
        {
            Step(driver, transfer);
        }

        return transfer;
    }

    [Fact]
    public void Stop_WhileCopying_WaitsForTheAgentsThenForTheRestart()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 4, ranges: 1);
        OrchestrationDriver driver = Begin(transfer);
        while (transfer.VerifiedChunks == 0)
        {
            CompleteNext(driver, transfer);
        }

        transfer.Order = 1;
        driver.Raise("Stop", new TransferOrder(1));
        driver.RunUntilIdle();
        Assert.DoesNotContain(TransferState.Stopped, transfer.States);
        transfer.Answer = _ => new CommandCompletion(CommandOutcome.Stopped, null, null);
        while (!transfer.States.Contains(TransferState.Stopped))
        {
            Step(driver, transfer);
        }

        Assert.Null(driver.Status);
        transfer.Answer = null;
        transfer.Order = 2;
        transfer.Attempt = 2;
        driver.Raise("Restart", new TransferOrder(2));
        driver.RunUntilIdle();
        DriveOn(driver, transfer);
        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.Equal(4, transfer.VerifiedChunks);
        Assert.Equal(1, transfer.Scheduled[CommandNames.PlanCopy]);
    }

    [Fact]
    public void Stop_AnEchoOfAnOrderThatWasObeyed_IsIgnored()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 2, ranges: 1) { Order = 5 };
        OrchestrationDriver driver = Begin(transfer);
        driver.Raise("Stop", new TransferOrder(5));
        driver.RunUntilIdle();
        DriveOn(driver, transfer);
        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.DoesNotContain(TransferState.Stopped, transfer.States);
    }

    [Fact]
    public void TakeOver_OfATransferThatIsStopping_ParksAtOnce()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 2, ranges: 1) { Stopping = true, Order = 1 };
        Begin(transfer);
        Assert.Contains(TransferState.Stopped, transfer.States);
        Assert.Empty(transfer.Scheduled);
    }

    [Fact]
    public void TakeOver_InTheMiddle_ListsAndCopiesOnlyWhatIsMissing()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 6, ranges: 2);
        OrchestrationDriver first = Begin(transfer);
        while (transfer.VerifiedChunks < 3)
        {
            CompleteNext(first, transfer);
        }

        // The first orchestration is dead now; another run reads the same ledger.
        DriveOn(Begin(transfer), transfer);
        Assert.Equal(12, transfer.VerifiedChunks);
        Assert.Equal((2, 12), (transfer.Scheduled[CommandNames.PlanCopy], transfer.Scheduled[CommandNames.CopyChunk]));
    }

    [Fact]
    public void Run_CompletionThatComesTwice_DoesNoHarm()
    {
        var transfer = new SimulatedTransfer(rangeChunks: 2, ranges: 1);
        OrchestrationDriver driver = Begin(transfer);
        while (driver.Status is null)
        {
            transfer.Complete(transfer.Open[0], driver, times: 2);
            driver.RunUntilIdle();
        }

        Assert.Equal(2, transfer.VerifiedChunks);
    }

    private static OrchestrationDriver Drive(SimulatedTransfer transfer)
    {
        OrchestrationDriver driver = Begin(transfer);
        DriveOn(driver, transfer);
        return driver;
    }

    private static OrchestrationDriver Begin(SimulatedTransfer transfer)
    {
        var driver = new OrchestrationDriver(
            () => new TransferOrchestrator(), nameof(TransferOrchestrator), "t.1", new TransferRun("t", 1), transfer.Run);
        driver.Begin();
        driver.RunUntilIdle();
        return driver;
    }

    private static void DriveOn(OrchestrationDriver driver, SimulatedTransfer transfer)
    {
        for (int step = 0; driver.Status is null; step++)
        {
            Assert.True(step < 5000, "The orchestration does not come to an end.");
            Step(driver, transfer);
        }
    }

    private static void Step(OrchestrationDriver driver, SimulatedTransfer transfer)
    {
        if (transfer.Open.Count > 0)
        {
            CompleteNext(driver, transfer);
        }
        else
        {
            driver.FireNextTimer();
            driver.RunUntilIdle();
        }
    }

    private static void CompleteNext(
        OrchestrationDriver driver, SimulatedTransfer transfer, Func<RemoteCommand, bool>? which = null)
    {
        transfer.Complete(transfer.Open.First(which ?? (_ => true)), driver);
        driver.RunUntilIdle();
    }
}
