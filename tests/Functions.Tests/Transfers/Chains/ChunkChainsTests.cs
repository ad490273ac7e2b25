using System.Text.Json;
using DtnBox.Contracts;
using DtnBox.Contracts.Agents;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Commands;
using DtnBox.Functions.Transfers.Chains;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.DurableTask.Client;

namespace DtnBox.Functions.Tests.Transfers.Chains;

/// <summary>Chains on real tables: deaths between any two writes, second deliveries, and runs that take over meanwhile.</summary>
public sealed class ChunkChainsTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chain_WithSharedKeys_CopiesAndReadsBackAndTellsOnce()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        Assert.Empty(await transfer.BeginAsync());
        await StepAsync(transfer, transfer.Source, CommandNames.CopyChunk, ChainedTransfer.Right);
        Assert.Empty(transfer.Told());
        await StepAsync(transfer, transfer.Destination, CommandNames.VerifyChunk, ChainedTransfer.Right);
        await AssertDoneAsync(transfer);
    }

    [Fact]
    public async Task Chain_Keyless_GoesBackAndForthBetweenTheNodesAndTellsOnce()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane, keyless: true);
        await transfer.BeginAsync();
        await StepAsync(transfer, transfer.Source, CommandNames.CopyChunk, ChainedTransfer.Described);
        await StepAsync(transfer, transfer.Destination, CommandNames.SignChunk, new SignChunkResult(10, 0));
        LeasedCommand second = await transfer.LeaseOneAsync(transfer.Source);
        Assert.Equal((true, 2), (
            second.Input.GetProperty("keyless").GetBoolean(), second.Input.GetProperty("round").GetInt32()));
        await transfer.CompleteAsync(transfer.Source, second, ChainedTransfer.Right);
        LeasedCommand last = await transfer.LeaseOneAsync(transfer.Destination);
        Assert.True(last.Input.GetProperty("completes").GetBoolean());
        await transfer.CompleteAsync(transfer.Destination, last, ChainedTransfer.Right);
        await AssertDoneAsync(transfer);
    }

    [Fact]
    public async Task Begin_ManyAtOnce_StoresEachOnce()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane, chunks: 48);
        ChunkOrder[] orders = [.. Enumerable.Range(1, 48).Select(chunk => new ChunkOrder(chunk, 1, false))];
        Assert.Empty(await transfer.BeginAsync(orders));
        Assert.Empty(await transfer.BeginAsync(orders));
        Assert.Equal(48, (await transfer.OpenAsync()).Count);
    }

    [Fact]
    public async Task Begin_SomeAreThereAlready_AddsTheOthers()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane, chunks: 3);
        await transfer.BeginAsync(new ChunkOrder(2, 1, false));
        await transfer.BeginAsync([.. Enumerable.Range(1, 3).Select(chunk => new ChunkOrder(chunk, 1, false))]);
        Assert.Equal(3, (await transfer.OpenAsync()).Count);
    }

    [Fact]
    public async Task End_ThenDeath_TheTimerStoresWhatFollows()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        await transfer.EndAsync(transfer.Source, await transfer.LeaseOneAsync(transfer.Source), ChainedTransfer.Right);
        Assert.Empty(await transfer.OpenAsync());

        await transfer.HealAsync();
        await transfer.HealAsync();
        await StepAsync(transfer, transfer.Destination, CommandNames.VerifyChunk, ChainedTransfer.Right);
        await AssertDoneAsync(transfer);
    }

    [Fact]
    public async Task GoOn_ThenDeathBeforeTheRaiseRowGoes_TheTimerChangesNothing()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        LeasedCommand copy = await transfer.LeaseOneAsync(transfer.Source);
        await transfer.EndAsync(transfer.Source, copy, ChainedTransfer.Right);
        CommandRow ended = await transfer.CommandAsync(transfer.Source, copy.Id);
        Assert.Null(await plane.Get<ChunkChains>().GoOnAsync(ended, Cancel));

        // What follows is even over when the timer comes.
        await StepAsync(transfer, transfer.Destination, CommandNames.VerifyChunk, ChainedTransfer.Right);
        await transfer.HealAsync();
        await AssertDoneAsync(transfer);
    }

    [Fact]
    public async Task Tell_TheHostIsOutOfReach_TheTimerTellsOnce()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        await StepAsync(transfer, transfer.Source, CommandNames.CopyChunk, ChainedTransfer.Right);
        plane.Orchestrations.Unreachable = true;
        await StepAsync(transfer, transfer.Destination, CommandNames.VerifyChunk, ChainedTransfer.Right);
        plane.Orchestrations.Unreachable = false;
        Assert.Empty(transfer.Told());
        await transfer.HealAsync();
        await transfer.HealAsync();
        await AssertDoneAsync(transfer);
    }

    [Fact]
    public async Task GoOn_ManyTimesAtOnce_StoresOneCommand()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        LeasedCommand copy = await transfer.LeaseOneAsync(transfer.Source);
        await transfer.EndAsync(transfer.Source, copy, ChainedTransfer.Right);
        CommandCompletions completions = plane.Get<CommandCompletions>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => completions.RaiseAsync(transfer.Source, copy.Id, Cancel)));
        await StepAsync(transfer, transfer.Destination, CommandNames.VerifyChunk, ChainedTransfer.Right);
        await AssertDoneAsync(transfer);
    }

    [Fact]
    public async Task TakeOver_InTheMiddle_FindsTheChainWhereItIsAndHearsOfItsEnd()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane, keyless: true);
        await transfer.BeginAsync();
        await StepAsync(transfer, transfer.Source, CommandNames.CopyChunk, ChainedTransfer.Described);
        LeasedCommand sign = await transfer.LeaseOneAsync(transfer.Destination);
        await transfer.TakeOverAsync();
        Assert.Empty(await transfer.BeginAsync());
        Assert.Equal([sign.Id], await transfer.OpenAsync());

        await transfer.CompleteAsync(transfer.Destination, sign, new SignChunkResult(10, 0));
        await StepAsync(transfer, transfer.Source, CommandNames.CopyChunk, ChainedTransfer.Right);
        await StepAsync(transfer, transfer.Destination, CommandNames.VerifyChunk, ChainedTransfer.Right);
        Assert.Equal($"{transfer.Id}.2", Assert.Single(transfer.Told()).InstanceId);
    }

    [Fact]
    public async Task TakeOver_AStepWasLost_TheWalkMendsIt()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        await transfer.EndAsync(transfer.Source, await transfer.LeaseOneAsync(transfer.Source), ChainedTransfer.Right);
        await transfer.TakeOverAsync();
        Assert.Empty(await transfer.BeginAsync());
        await StepAsync(transfer, transfer.Destination, CommandNames.VerifyChunk, ChainedTransfer.Right);
        await transfer.HealAsync();
        Assert.Equal($"{transfer.Id}.2", Assert.Single(transfer.Told()).InstanceId);
    }

    [Fact]
    public async Task TakeOver_TheEndWasToldToTheDeadRun_IsFoundByTheWalk()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        await StepAsync(transfer, transfer.Source, CommandNames.CopyChunk, ChainedTransfer.Right);
        plane.Orchestrations.Instances[$"{transfer.Id}.1"] = OrchestrationRuntimeStatus.Failed;
        await StepAsync(transfer, transfer.Destination, CommandNames.VerifyChunk, ChainedTransfer.Right);
        Assert.Empty(transfer.Told());
        Assert.Equal(0, await transfer.RowsAsync(RaiseRow.Prefix));

        await transfer.TakeOverAsync();
        Assert.Equal(ChunkEnd.Done, (await transfer.BeginAsync())[1].End);
    }

    [Fact]
    public async Task TakeOver_TheEndIsStoredAndNotToldYet_IsFoundAndTold()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        await StepAsync(transfer, transfer.Source, CommandNames.CopyChunk, ChainedTransfer.Right);
        LeasedCommand verify = await transfer.LeaseOneAsync(transfer.Destination);
        await transfer.EndAsync(transfer.Destination, verify, ChainedTransfer.Right);
        await transfer.TakeOverAsync();
        Assert.Equal(ChunkEnd.Done, (await transfer.BeginAsync())[1].End);
        await transfer.HealAsync();
        Assert.Equal($"{transfer.Id}.2", Assert.Single(transfer.Told()).InstanceId);
    }

    [Fact]
    public async Task TakeOver_WhileCompletionsCarryOn_EachChunkGoesOnOnceAndNoneIsLost()
    {
        const int Chunks = 24;
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane, chunks: Chunks);
        ChunkOrder[] orders = [.. Enumerable.Range(1, Chunks).Select(chunk => new ChunkOrder(chunk, 1, false))];
        await transfer.BeginAsync(orders);
        IReadOnlyList<LeasedCommand> copies = await transfer.LeaseAsync(transfer.Source);
        await transfer.TakeOverAsync();
        await Task.WhenAll(
            [transfer.BeginAsync(orders),
            .. copies.Select(copy => transfer.CompleteAsync(transfer.Source, copy, ChainedTransfer.Right))]);

        IReadOnlyList<LeasedCommand> verifies = await transfer.LeaseAsync(transfer.Destination);
        Assert.Equal(Chunks, verifies.Count);
        Task<IReadOnlyDictionary<int, ChunkVerdict>> walk = transfer.BeginAsync(orders);
        await Task.WhenAll(verifies.Select(verify => transfer.CompleteAsync(transfer.Destination, verify, ChainedTransfer.Right)));
        await walk;
        Assert.Empty(await transfer.OpenAsync());
        Assert.Equal(
            orders.Select(order => ChunkVerdict.EventName(transfer.Id, 1, order.Chunk, 1)).Order(StringComparer.Ordinal),
            transfer.Told().Where(told => told.InstanceId == $"{transfer.Id}.2").Select(told => told.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(TransferState.Stopping)]
    [InlineData(TransferState.Parked)]
    [InlineData(TransferState.Failed)]
    public async Task GoOn_NothingMayBeginAnyMore_TellsThatItWasStopped(TransferState state)
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        LeasedCommand copy = await transfer.LeaseOneAsync(transfer.Source);
        await transfer.ChangeAsync(row => row.State = state);
        await transfer.CompleteAsync(transfer.Source, copy, ChainedTransfer.Right);
        Assert.Empty(await transfer.OpenAsync());
        Assert.Equal(ChunkEnd.Stopped, Assert.Single(transfer.Told()).Verdict.End);
    }

    [Fact]
    public async Task Stop_OfACopyThatEndsAllTheSame_NothingFollows()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        LeasedCommand copy = await transfer.LeaseOneAsync(transfer.Source);
        Assert.Empty(await plane.Get<CommandQueue>().StopAsync(transfer.Source, transfer.Id, Cancel).ToListAsync(Cancel));
        await transfer.CompleteAsync(transfer.Source, copy, ChainedTransfer.Right);
        Assert.Empty(await transfer.OpenAsync());
        Assert.Equal(ChunkEnd.Stopped, Assert.Single(transfer.Told()).Verdict.End);
    }

    [Fact]
    public async Task Stop_BetweenTwoCommands_TheNextOneIsEndedWhenItIsThere()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        LeasedCommand copy = await transfer.LeaseOneAsync(transfer.Source);
        await transfer.EndAsync(transfer.Source, copy, ChainedTransfer.Right);
        Assert.Empty(await StopAllAsync(transfer));
        Assert.Empty(transfer.Told());

        // Whoever drains asks again until the chunk has ended.
        CommandCompletions completions = plane.Get<CommandCompletions>();
        await completions.RaiseAsync(transfer.Source, copy.Id, Cancel);
        string ended = Assert.Single(await StopAllAsync(transfer));
        await completions.RaiseAsync(transfer.Destination, ended, Cancel);
        Assert.Equal(ChunkEnd.Stopped, Assert.Single(transfer.Told()).Verdict.End);
    }

    [Fact]
    public async Task GiveUp_IsInTheLedgerBeforeAnybodyIsTold()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        await StepAsync(transfer, transfer.Source, CommandNames.CopyChunk, ChainedTransfer.Right);
        var gone = new Fault(FaultCodes.SourceDeleted, "gone", "nothing");
        await transfer.EndAsync(
            transfer.Destination,
            await transfer.LeaseOneAsync(transfer.Destination),
            SimulatedTransfer.Wrong(gone));
        ChunkRow chunk = (await plane.Get<TransferLedger>().ChunkAsync(transfer.Id, 1, Cancel))!;
        Assert.Equal((ChunkState.Failed, 1, 1), (chunk.State, chunk.Attempt, chunk.ObjectsFailed));
        await transfer.HealAsync();
        Assert.Equal(ChunkEnd.GaveUp, Assert.Single(transfer.Told()).Verdict.End);
        Assert.Equal(ChunkEnd.GaveUp, (await transfer.BeginAsync())[1].End);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Begin_ACommandOfTheVersionBefore_BecomesTheFirstOfTheChain(bool hasEnded)
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await plane.Get<CommandQueue>().ScheduleAsync(
            new RemoteCommand(
                CommandId.For(transfer.Id, 1, CommandNames.CopyChunk, 1, 1),
                transfer.Source,
                transfer.Id,
                $"{transfer.Id}.1",
                CommandNames.CopyChunk,
                JsonSerializer.SerializeToElement(
                    new CopyChunkInput(
                        new Location(transfer.Source, "data", "in/"),
                        new Location(transfer.Destination, "data", "out/"),
                        new TransferSettings(),
                        1,
                        StoreCapabilities.Unknown,
                        Recopy: false),
                    ContractJson.Options)),
            Cancel);
        LeasedCommand old = await transfer.LeaseOneAsync(transfer.Source);
        await transfer.TakeOverAsync();
        if (hasEnded)
        {
            await transfer.CompleteAsync(transfer.Source, old, ChainedTransfer.Right);
            Assert.Empty(await transfer.BeginAsync());
        }
        else
        {
            Assert.Empty(await transfer.BeginAsync());
            Assert.Equal([old.Id], await transfer.OpenAsync());
            await transfer.CompleteAsync(transfer.Source, old, ChainedTransfer.Right);
        }

        await StepAsync(transfer, transfer.Destination, CommandNames.VerifyChunk, ChainedTransfer.Right);
        Assert.Equal((ChunkEnd.Done, $"{transfer.Id}.2"), (transfer.Told()[^1].Verdict.End, transfer.Told()[^1].InstanceId));
    }

    [Fact]
    public async Task GoOn_ByAProcessThatSleptUntilAllWasOver_LeavesNoWork()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.BeginAsync();
        LeasedCommand copy = await transfer.LeaseOneAsync(transfer.Source);
        await transfer.EndAsync(transfer.Source, copy, ChainedTransfer.Right);
        CommandRow seen = await transfer.CommandAsync(transfer.Source, copy.Id);
        ChunkMove move = seen.Move()!;
        RemoteCommand next = ChunkCommands.Make(await transfer.RowAsync(), move.Chain, move.Next!);
        await transfer.ChangeAsync(row => row.State = TransferState.Succeeded);
        await plane.Get<CommandQueue>().ClearAsync(transfer.Source, transfer.Id, Cancel);

        // It looked at the row before the end, and stores the command after it.
        Assert.True(await plane.Get<CommandQueue>().TryAddAsync([(next, move.Chain)], Cancel));
        Assert.Empty(await transfer.LeaseAsync(transfer.Destination));
        Assert.Empty(await transfer.OpenAsync());
    }

    [Fact]
    public async Task Lease_WhatHasBegun_ComesBeforeFirstCommandsOfLaterChunks()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane, keyless: true, chunks: 3);
        await transfer.BeginAsync(new ChunkOrder(1, 1, false));
        await StepAsync(transfer, transfer.Source, CommandNames.CopyChunk, ChainedTransfer.Described);
        plane.Time.Advance(TimeSpan.FromSeconds(1));
        await transfer.BeginAsync(new ChunkOrder(2, 1, false), new ChunkOrder(3, 1, false));
        plane.Time.Advance(TimeSpan.FromSeconds(1));
        await StepAsync(transfer, transfer.Destination, CommandNames.SignChunk, new SignChunkResult(10, 0));
        LeasedCommand first = Assert.Single(await transfer.LeaseAsync(transfer.Source, max: 1));
        Assert.Equal(1, first.Input.GetProperty("chunk").GetInt32());
    }

    private async Task<List<string>> StopAllAsync(ChainedTransfer transfer)
    {
        CommandQueue queue = plane.Get<CommandQueue>();
        return
        [
            .. await queue.StopAsync(transfer.Source, transfer.Id, Cancel).ToListAsync(Cancel),
            .. await queue.StopAsync(transfer.Destination, transfer.Id, Cancel).ToListAsync(Cancel),
        ];
    }

    private static async Task StepAsync(ChainedTransfer transfer, string node, string name, object result)
    {
        LeasedCommand leased = await transfer.LeaseOneAsync(node);
        Assert.Equal(name, leased.Name);
        await transfer.CompleteAsync(node, leased, result);
    }

    private async Task AssertDoneAsync(ChainedTransfer transfer)
    {
        Assert.Empty(await transfer.OpenAsync());
        Assert.Equal(0, await transfer.RowsAsync(RaiseRow.Prefix));
        Assert.Equal(
            ($"{transfer.Id}.1", ChunkVerdict.EventName(transfer.Id, 1, 1, 1), ChunkEnd.Done),
            transfer.Told().Select(told => (told.InstanceId, told.Name, told.Verdict.End)).Single());
        Assert.Equal(ChunkState.Verified, (await plane.Get<TransferLedger>().ChunkAsync(transfer.Id, 1, Cancel))!.State);
    }
}
