using Azure.Data.Tables;
using DtnBox.Contracts.Commands;
using DtnBox.Contracts.People;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Agents;
using DtnBox.Functions.Hosting;
using DtnBox.Functions.Identity;
using DtnBox.Functions.Retention;
using DtnBox.Functions.Storage;
using DtnBox.Functions.Transfers;
using DtnBox.Functions.Transfers.Deleting;
using DtnBox.Functions.Transfers.Healing;
using DtnBox.Functions.Transfers.Ledger;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace DtnBox.Functions.Tests.Transfers.Deleting;

/// <summary>What is left of deleted transfers, wherever their removal was broken off. Each test has a control plane of its own.</summary>
public sealed class RemoveTransfersTests : IAsyncLifetime
{
    private readonly ControlPlane _plane = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TransferStore Store => _plane.Get<TransferStore>();

    private StorageAccount Account => _plane.Get<StorageAccount>();

    [Fact]
    public async Task Run_AfterADeletion_LeavesNothingButThatItOnceWas()
    {
        TransferRow kept = await InsertAsync(TransferState.Succeeded);
        TransferRow row = await InsertAsync(TransferState.Succeeded);
        await Store.DeleteAsync(row.GetId(), Cancel);

        await RemoveAsync();

        await AssertGoneAsync(row);
        Assert.NotNull(await Store.FindAsync(kept.GetId(), Cancel));
        Assert.Equal(3, await BlobsAsync(kept.GetId()));
        Assert.NotEmpty(await ChunksAsync(kept.GetId()));
    }

    /// <summary>Dies after each step, the first time of all after the mark alone.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Run_WhatDiedInTheMiddle_IsGoneOnWith(int steps)
    {
        TransferRow row = await InsertAsync(TransferState.Succeeded);
        TransferRow deleted = (await Store.DeleteAsync(row.GetId(), Cancel))!;
        TransferRemains remains = _plane.Get<TransferRemains>();
        if (steps >= 1)
        {
            await remains.EndRunsAsync(deleted, Cancel);
        }

        if (steps == 2)
        {
            await Account.Ledger.DeleteBlobAsync($"{row.GetId()}/receipt-1.jsonl.gz", cancellationToken: Cancel);
            await Account.Chunks.DeleteEntityAsync(row.GetId(), ChunkRow.Key(1), cancellationToken: Cancel);
        }
        else if (steps == 3)
        {
            await remains.ClearAsync(deleted, Cancel);
        }

        await RemoveAsync();

        await AssertGoneAsync(row);
    }

    [Fact]
    public async Task Run_Stopped_EndsTheOrchestrationThatWaitsForARestart()
    {
        TransferRow row = await InsertAsync(TransferState.Stopped);
        await Store.ChangeAsync(row.GetId(), Swept, Cancel);
        await Store.DeleteAsync(row.GetId(), Cancel);
        _plane.Time.Advance(RemoveTransfers.Patience);

        await RunAsync<RemoveTransfers>();
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, _plane.Orchestrations.Instances[row.GetInstanceId()]);
        await RunAsync<RemoveTransfers>();

        await AssertGoneAsync(row);
        Assert.Empty(await Store.ListActiveAsync(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Run_HostUnreachable_TriesAgainAndDoesTheOthers()
    {
        TransferRow row = await InsertAsync(TransferState.Succeeded);
        await Store.DeleteAsync(row.GetId(), Cancel);
        _plane.Orchestrations.Unreachable = true;
        await RemoveAsync();
        Assert.NotNull(await Store.FindAsync(row.GetId(), Cancel));

        _plane.Orchestrations.Unreachable = false;
        await RemoveAsync();
        await AssertGoneAsync(row);
    }

    [Fact]
    public async Task Run_UploadsMayBeOpen_WaitsForTheSweepButNotForEver()
    {
        TransferRow row = await InsertAsync(TransferState.Failed);
        await Store.DeleteAsync(row.GetId(), Cancel);
        await RemoveAsync();
        Assert.NotEmpty(await ChunksAsync(row.GetId()));

        await RunAsync<SweepUploads>();
        await RemoveAsync();
        await AssertGoneAsync(row);
    }

    [Fact]
    public async Task Run_UploadsThatNobodyAborts_AreGivenUpAfterADay()
    {
        TransferRow row = await InsertAsync(TransferState.Failed);
        await Store.DeleteAsync(row.GetId(), Cancel);
        _plane.Time.Advance(RemoveTransfers.SweepPatience);
        await RemoveAsync();
        await AssertGoneAsync(row);
    }

    [Fact]
    public async Task Delete_UnderWay_DoesNothing()
    {
        TransferRow row = await InsertAsync(TransferState.Copying);
        Assert.Null((await Store.DeleteAsync(row.GetId(), Cancel))!.DeletedAt);
        Assert.Empty(await Store.ListDeletedAsync(Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Delete_ThenARestartOrATurnOfItsOrchestration_MovesNothing()
    {
        TransferRow row = await InsertAsync(TransferState.Parked);
        TransferRow deleted = (await Store.DeleteAsync(row.GetId(), Cancel))!;
        Assert.False(deleted.TryMove(TransferState.Queued, _plane.Time.GetUtcNow()));
        await RunAsync<HealTransfers>();
        Assert.Equal(TransferState.Parked, (await Store.FindAsync(row.GetId(), Cancel))!.State);
    }

    [Fact]
    public async Task Apply_ACompletionThatComesAfterTheRemoval_IsTaken()
    {
        TransferRow row = await InsertAsync(TransferState.Succeeded);
        await Store.DeleteAsync(row.GetId(), Cancel);
        await RemoveAsync();
        await _plane.Get<TransferLedger>().SettleAsync(row.GetId(), chunk: 1, attempt: 1, Cancel);
        Assert.Empty(await ChunksAsync(row.GetId()));
    }

    [Fact]
    public async Task Create_TheRequestOfADeletedTransferOnceMore_MakesNothingAnew()
    {
        await _plane.AddNodeAsync("site-a");
        EnrollmentCodes codes = _plane.Get<EnrollmentCodes>();
        await codes.SpendAsync(new((await codes.CreateAsync("site-a", Cancel)).Code, "key", "host", "1"), Cancel);
        (TransferRow? row, _) = await CreateAsync("key");
        await Store.ChangeAsync(row!.GetId(), Succeed, Cancel);
        await Store.DeleteAsync(row.GetId(), Cancel);
        Assert.Equal(409, (await CreateAsync("key")).Problem!.StatusCode);

        _plane.Orchestrations.Instances[row.GetInstanceId()] = OrchestrationRuntimeStatus.Completed;
        await RemoveAsync();
        Assert.Equal(409, (await CreateAsync("key")).Problem!.StatusCode);
        Assert.Null((await CreateAsync("another key")).Problem);
    }

    public ValueTask InitializeAsync() => _plane.InitializeAsync();

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    /// <summary>A transfer of two chunks with a receipt, tuning and signatures, and an orchestration as its state has it.</summary>
    private async Task<TransferRow> InsertAsync(TransferState state)
    {
        DateTimeOffset now = _plane.Time.GetUtcNow();
        var row = new TransferRow
        {
            PartitionKey = TransferRow.Partition,
            RowKey = TransferRow.Prefix + Store.NewId(),
            Owner = "ada",
            CopyNode = "site-a",
            VerifyNode = "site-b",
            State = state,
            StateSince = now,
            EndedAt = TransferStates.IsAtRest(state) ? now : null,
            CreatedAt = now,
            Attempt = 1,
            Run = 1,
        };
        row.SetLocations(new Location("site-a", "from", "in/"), new Location("site-b", "to", "out/"));
        row.SetSettings(new TransferSettings());
        await Store.InsertAsync(row, Cancel);
        if (TransferStates.IsFinal(state))
        {
            await Account.Transfers.DeleteEntityAsync(
                TransferRow.Partition, ActiveTransferRow.Prefix + row.GetId(), cancellationToken: Cancel);
        }

        _plane.Orchestrations.Instances[row.GetInstanceId()] =
            TransferStates.IsFinal(state) ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Running;
        foreach (int chunk in (int[])[1, 2])
        {
            await _plane.Get<TransferLedger>().EnterAsync(row.GetId(), chunk, objects: 1, bytes: 1, Cancel);
        }

        foreach (string blob in (string[])["receipt-1.jsonl.gz", "tuning/20260304.jsonl.gz", "00000001/plan.jsonl.gz"])
        {
            await Account.Ledger.UploadBlobAsync($"{row.GetId()}/{blob}", BinaryData.FromString("x"), Cancel);
        }

        await Account.Ledger.UploadBlobAsync($"signed/{row.GetId()}/00000001", BinaryData.FromString("x"), Cancel);
        return row;
    }

    private async Task AssertGoneAsync(TransferRow row)
    {
        string id = row.GetId();
        Assert.Null(await Store.FindAsync(id, Cancel));
        Assert.True(await Store.WasDeletedAsync(id, Cancel));
        Assert.Empty(await Store.ListDeletedAsync(Cancel).ToListAsync(Cancel));
        Assert.DoesNotContain(row.GetInstanceId(), _plane.Orchestrations.Instances.Keys);
        Assert.Equal(0, await BlobsAsync(id) + await BlobsAsync($"signed/{id}"));
        Assert.Empty(await ChunksAsync(id));
    }

    private async Task<int> BlobsAsync(string folder)
        => await Account.Ledger.GetBlobsAsync(default, default, $"{folder}/", Cancel).CountAsync(Cancel);

    private async Task<List<TableEntity>> ChunksAsync(string id) => await Account.Chunks
        .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {id}"), cancellationToken: Cancel)
        .ToListAsync(Cancel);

    private Task<(TransferRow? Row, ProblemHttpResult? Problem)> CreateAsync(string key) => _plane.Get<NewTransfers>().CreateAsync(
        new CreateTransfer(new Location("site-a", "data", "in/"), new Location("site-a", "data", "out/"), null, null),
        key,
        new Caller("ada", Role.Member),
        Cancel);

    private bool Succeed(TransferRow row)
        => ((TransferState[])[TransferState.Validating, TransferState.Probing, TransferState.Copying, TransferState.Succeeded])
            .All(state => row.TryMove(state, _plane.Time.GetUtcNow()));

    private static bool Swept(TransferRow row)
    {
        row.SweptAttempt = row.Attempt;
        return true;
    }

    private Task RemoveAsync()
    {
        _plane.Time.Advance(RemoveTransfers.Patience);
        return RunAsync<RemoveTransfers>();
    }

    private Task RunAsync<TTimer>()
        where TTimer : IRecurringTask
        => ActivatorUtilities.CreateInstance<TTimer>(_plane.Get<IServiceProvider>()).RunAsync(Cancel);
}
