using DtnBox.Contracts;
using DtnBox.Contracts.Commands;
using DtnBox.Functions.Commands;
using Microsoft.DurableTask.Protobuf;

namespace DtnBox.Functions.Tests.Transfers.Keyless;

public sealed class KeylessOrchestrationTests
{
    private static readonly Dictionary<string, FaultSummary> None = new(StringComparer.Ordinal);
    private static readonly Fault Unreachable = new(FaultCodes.StoreUnreachable, "down", "wait", Transient: true);

    [Fact]
    public void Run_Keyless_DescribesSignsSendsAndReadsBackEachChunk()
    {
        List<string> order = [];
        SimulatedTransfer transfer = NewTransfer(command =>
        {
            order.Add($"{command.Name}@{command.NodeId}");
            return Round(command) == 1 ? Unsigned(10) : null;
        });

        OrchestrationDriver driver = transfer.DriveToEnd();

        Assert.Equal(OrchestrationStatus.Completed, driver.Status);
        Assert.Null(transfer.End!.Fault);
        Assert.Equal(2, transfer.VerifiedChunks);
        Assert.Equal((4, 2, 2), (
            transfer.Scheduled[CommandNames.CopyChunk],
            transfer.Scheduled[CommandNames.SignChunk],
            transfer.Scheduled[CommandNames.VerifyChunk]));
        Assert.DoesNotContain($"{CommandNames.SignChunk}@site-a", order);
        Assert.DoesNotContain($"{CommandNames.CopyChunk}@site-b", order);
    }

    [Fact]
    public void Run_Keyless_EachSideChecksItsOwnStore()
    {
        List<(string Node, ValidateKeysInput Input)> checks = [];
        SimulatedTransfer transfer = NewTransfer(command =>
        {
            if (command.Name == CommandNames.ValidateKeys)
            {
                checks.Add((command.NodeId, System.Text.Json.JsonSerializer.Deserialize<ValidateKeysInput>(
                    command.Input, ContractJson.Options)!));
            }

            return null;
        });

        transfer.DriveToEnd();

        Assert.Equal(["site-a", "site-b"], checks.Select(check => check.Node).Order());
        foreach ((string node, ValidateKeysInput input) in checks)
        {
            Assert.All(
                new[] { input.Source, input.Destination, input.ReadBack }.OfType<Location>(),
                location => Assert.Equal(node, location.NodeId));
        }
    }

    [Fact]
    public void Run_OnlyPartsSent_IsReadBackByAnAgentThatPutsThemTogether()
    {
        bool completes = false;
        SimulatedTransfer transfer = NewTransfer(command =>
        {
            completes |= command.Name == CommandNames.VerifyChunk && command.Input.GetProperty("completes").GetBoolean();
            return Round(command) switch
            {
                1 => Unsigned(1),
                2 => SimulatedTransfer.Success(new ChunkResult(0, 1000, 0, None, ObjectsSent: 1)),
                _ => null,
            };
        });

        transfer.DriveToEnd();

        Assert.True(completes);
        Assert.Equal(2, transfer.VerifiedChunks);
    }

    [Fact]
    public void Run_SignaturesExpireAgainAndAgainWithoutProgress_EndsWithTheCause()
    {
        SimulatedTransfer transfer = NewTransfer(command => Round(command) > 0 ? Unsigned(10) : null);

        OrchestrationDriver driver = Drive(transfer, () => transfer.ParkedFor is not null);

        Assert.Null(driver.Status);
        Assert.Equal(FaultCodes.WrongKeys, transfer.ParkedFor!.Code);
        Assert.Contains("site-b", transfer.ParkedFor.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SigningFailsForAWhile_TheChunkIsTriedAgain()
    {
        int asked = 0;
        SimulatedTransfer transfer = NewTransfer(command =>
            command.Name == CommandNames.SignChunk && asked++ == 0 ? SimulatedTransfer.Failure(Unreachable)
            : Round(command) == 1 ? Unsigned(10)
            : null);

        transfer.DriveToEnd();

        Assert.Null(transfer.End!.Fault);
        Assert.Equal(2, transfer.VerifiedChunks);
    }

    private static SimulatedTransfer NewTransfer(Func<RemoteCommand, CommandCompletion?> answer)
        => new(rangeChunks: 2, ranges: 1) { Keyless = true, Answer = answer };

    private static int Round(RemoteCommand command)
        => command.Name == CommandNames.CopyChunk ? command.Input.GetProperty("round").GetInt32() : 0;

    private static CommandCompletion Unsigned(long objects)
        => SimulatedTransfer.Success(new ChunkResult(0, 0, 0, None, ObjectsUnsigned: objects));

    private static OrchestrationDriver Drive(SimulatedTransfer transfer, Func<bool> until)
    {
        OrchestrationDriver driver = transfer.NewDriver();
        for (int step = 0; !until(); step++)
        {
            Assert.True(step < 1000, "The moment does not come.");
            if (transfer.Open is [{ } next, ..])
            {
                transfer.Complete(next, driver);
            }
            else
            {
                driver.FireNextTimer();
            }

            driver.RunUntilIdle();
        }

        return driver;
    }
}
