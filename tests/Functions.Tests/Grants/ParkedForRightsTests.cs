using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Tests.Transfers;
using DtnBox.Functions.Transfers.Orchestration;
using Microsoft.DurableTask.Protobuf;

namespace DtnBox.Functions.Tests.Grants;

/// <summary>What the orchestration does when it hears that a right is gone.</summary>
public sealed class ParkedForRightsTests
{
    private static readonly Fault Missing = new(FaultCodes.GrantMissing, "may not write", "ask");

    [Fact]
    public void Run_ARightGoesWhileCopying_ParksAndGoesOnAfterTheRestart()
    {
        (SimulatedTransfer transfer, OrchestrationDriver driver) = Begin(until: CommandNames.CopyChunk);
        driver.Raise(RightsLost.EventName, new RightsLost(0, Missing));
        Drain(driver, transfer);
        Assert.Equal((TransferState.Parked, Missing), (transfer.States[^1], transfer.ParkedFor));
        Assert.Null(driver.Status);

        (transfer.Order, transfer.Attempt) = (1, 2);
        driver.Raise("Restart", new TransferOrder(1));
        // Told twice: the second one is of before the restart.
        driver.Raise(RightsLost.EventName, new RightsLost(0, Missing));
        Finish(driver, transfer);
        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.Null(transfer.End!.Fault);
        Assert.Single(transfer.States, state => state == TransferState.Parked);
    }

    [Fact]
    public void Run_ARightGoesBeforeCopying_ParksToo()
    {
        (SimulatedTransfer transfer, OrchestrationDriver driver) = Begin(until: CommandNames.ValidateKeys);
        driver.Raise(RightsLost.EventName, new RightsLost(0, Missing));
        Drain(driver, transfer);
        Assert.Equal(TransferState.Parked, transfer.States[^1]);
        Assert.Null(transfer.End);
    }

    [Fact]
    public void Run_ParkedForARight_CanBeStopped()
    {
        (SimulatedTransfer transfer, OrchestrationDriver driver) = Begin(until: CommandNames.CopyChunk);
        driver.Raise(RightsLost.EventName, new RightsLost(0, Missing));
        Drain(driver, transfer);
        driver.Raise("Stop", new TransferOrder(1));
        driver.RunUntilIdle();
        Assert.Equal(TransferState.Stopped, transfer.States[^1]);
    }

    private static (SimulatedTransfer Transfer, OrchestrationDriver Driver) Begin(string until)
    {
        var transfer = new SimulatedTransfer(rangeChunks: 3, ranges: 1);
        var driver = new OrchestrationDriver(
            () => new TransferOrchestrator(), nameof(TransferOrchestrator), "t.1", new TransferRun("t", 1), transfer.Run);
        driver.Begin();
        driver.RunUntilIdle();
        while (transfer.Open.TrueForAll(command => command.Name != until))
        {
            CompleteNext(driver, transfer);
        }

        return (transfer, driver);
    }

    /// <summary>Agents end what they hold as stopped, as often as something is scheduled meanwhile.</summary>
    private static void Drain(OrchestrationDriver driver, SimulatedTransfer transfer)
    {
        driver.RunUntilIdle();
        for (int step = 0; !transfer.States.Contains(TransferState.Parked); step++)
        {
            Assert.True(step < 100, "It does not park.");
            if (transfer.Open.Count > 0)
            {
                transfer.Answer = _ => new(Contracts.Agents.CommandOutcome.Stopped, null, null);
                CompleteNext(driver, transfer);
            }
            else
            {
                driver.FireNextTimer();
                driver.RunUntilIdle();
            }
        }

        transfer.Answer = null;
    }

    private static void Finish(OrchestrationDriver driver, SimulatedTransfer transfer)
    {
        driver.RunUntilIdle();
        for (int step = 0; driver.Status is null; step++)
        {
            Assert.True(step < 100, "It does not end.");
            CompleteNext(driver, transfer);
        }
    }

    private static void CompleteNext(OrchestrationDriver driver, SimulatedTransfer transfer)
    {
        transfer.Complete(transfer.Open[0], driver);
        driver.RunUntilIdle();
    }
}
