using DtnBox.Contracts.Stores;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Activities;
using DtnBox.Functions.Transfers.Chains;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.Functions.Tests.Transfers.Chains;

/// <summary>Which chunks are taken up, on a real ledger.</summary>
public sealed class ScheduleChunksTests(ControlPlane plane) : IClassFixture<ControlPlane>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ChunksOfThisRun_AreTakenUpWithoutALookIntoTheLedger()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane, chunks: 5);
        ChunksTaken taken = await RunAsync(Wanted(transfer, after: 0, upTo: 5, lookUpTo: 0, most: 3));
        AssertTaken(taken, upTo: 3, [1, 2, 3]);
        taken = await RunAsync(Wanted(transfer, after: 3, upTo: 5, lookUpTo: 0, most: 3));
        AssertTaken(taken, upTo: 5, [4, 5]);
        Assert.Equal(5, (await transfer.OpenAsync()).Count);
    }

    [Fact]
    public async Task Run_ChunksOfAnEarlierRun_AreTakenUpWhenTheyHaveSomethingToDo()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane, chunks: 6);
        foreach (int verified in (int[])[1, 2, 4])
        {
            await plane.Get<StorageAccount>().Chunks.ChangeAsync<ChunkRow>(
                transfer.Id,
                ChunkRow.Key(verified),
                chunk =>
                {
                    chunk.State = ChunkState.Verified;
                    return true;
                },
                Cancel);
        }

        ChunksTaken taken = await RunAsync(Wanted(transfer, after: 0, upTo: 6, lookUpTo: 5, most: 1));
        AssertTaken(taken, upTo: 3, [3]);
        taken = await RunAsync(Wanted(transfer, after: 3, upTo: 6, lookUpTo: 5, most: 8));
        AssertTaken(taken, upTo: 6, [5, 6]);
    }

    [Fact]
    public async Task Run_Twice_BeginsNothingTwice()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane, chunks: 4);
        ChunksWanted wanted = Wanted(transfer, after: 0, upTo: 4, lookUpTo: 0, most: 4);
        await RunAsync(wanted);
        ChunksTaken again = await RunAsync(wanted);
        AssertTaken(again, upTo: 4, [1, 2, 3, 4]);
        Assert.Empty(again.Ended);
        Assert.Equal(4, (await transfer.OpenAsync()).Count);
    }

    [Fact]
    public async Task Run_WithAStateReached_RecordsItFirst()
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane);
        await transfer.ChangeAsync(row => row.State = TransferState.Probing);
        await RunAsync(Wanted(transfer, after: 0, upTo: 1, lookUpTo: 0, most: 1) with
        {
            Reached = new StateReached(transfer.Id, 1, TransferState.Copying, RttMilliseconds: 7),
        });
        TransferRow row = await transfer.RowAsync();
        Assert.Equal((TransferState.Copying, 7), (row.State, row.RttMilliseconds));
    }

    [Theory]
    [InlineData(1, TransferState.Failed)]
    [InlineData(2, TransferState.Copying)]
    public async Task Run_OfARunThatIsOver_BeginsNothing(int attempt, TransferState state)
    {
        ChainedTransfer transfer = await ChainedTransfer.NewAsync(plane, chunks: 3);
        await transfer.ChangeAsync(row => (row.Attempt, row.State) = (attempt, state));
        ChunksTaken taken = await RunAsync(Wanted(transfer, after: 1, upTo: 3, lookUpTo: 0, most: 2) with
        {
            Again = [new ChunkOrder(1, 2, false)],
        });
        Assert.Empty(await transfer.OpenAsync());
        Assert.Equal([1, 2, 3], taken.Ended.Select(ended => ended.Chunk));
        Assert.All(taken.Ended, ended => Assert.Equal(ChunkEnd.Stopped, ended.Verdict.End));
    }

    private static void AssertTaken(ChunksTaken taken, int upTo, int[] numbers)
    {
        Assert.Equal(numbers, taken.Numbers);
        Assert.Equal(upTo, taken.UpTo);
    }

    private Task<ChunksTaken> RunAsync(ChunksWanted wanted)
        => ActivatorUtilities.CreateInstance<ScheduleChunks>(plane.Get<IServiceProvider>()).RunAsync(null!, wanted);

    private static ChunksWanted Wanted(ChainedTransfer transfer, int after, int upTo, int lookUpTo, int most)
        => new(transfer.Id, 1, StoreCapabilities.Unknown, [], after, upTo, lookUpTo, most);
}
