using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.TaskHub;
using DtnBox.Testing;
using Microsoft.Extensions.Hosting;

namespace DtnBox.FunctionsHost.Tests.TaskHub;

/// <summary>The fence: of two owners of one instance, the one that was paused cannot change what the other builds on.</summary>
public sealed class InstancePartitionTests : IAsyncLifetime
{
    private readonly TableClient _table = new(TestStorage.ConnectionString, $"{TestStorage.NewPrefix()}fence");

    public async ValueTask InitializeAsync() => await _table.CreateAsync();

    public async ValueTask DisposeAsync() => await _table.DeleteAsync();

    [Fact]
    public async Task Commit_ByAFormerOwnerAfterTheNextOneWrote_FailsAndChangesNothing()
    {
        (InstancePartition former, InstanceRecord record) = await OwnedByTheFirstAsync();
        InstancePartition next = Partition(epoch: 2);
        (InstanceRecord? loaded, _) = await next.LoadAsync(default);
        await next.CommitAsync(loaded!, Put("h!1"), [], default);

        RequestFailedException refused = await Assert.ThrowsAnyAsync<RequestFailedException>(
            () => former.CommitAsync(record, Put("m!late"), [], default));

        Assert.Equal(412, refused.Status);
        Assert.DoesNotContain("m!late", await RowKeysAsync());
    }

    [Fact]
    public async Task Commit_AfterAFormerOwnerFinishedAWriteOfItsOwn_FailsAndTheNextLoadHasThatWrite()
    {
        (InstancePartition former, InstanceRecord record) = await OwnedByTheFirstAsync();
        InstancePartition next = Partition(epoch: 2);
        (InstanceRecord? loaded, _) = await next.LoadAsync(default);
        await former.CommitAsync(record, Put("m!late"), [], default);

        RequestFailedException refused = await Assert.ThrowsAnyAsync<RequestFailedException>(
            () => next.CommitAsync(loaded!, Put("h!1"), [], default));

        Assert.Equal(412, refused.Status);
        InstancePartition successor = Partition(epoch: 2);
        Assert.Contains((await successor.LoadAsync(default)).Rows, row => row.RowKey == "m!late");
        await successor.ClaimAsync(default);
        await Assert.ThrowsAnyAsync<RequestFailedException>(() => former.CommitAsync(record, Put("m!later"), [], default));
    }

    [Fact]
    public async Task Load_OfAnotherOwnersInstance_WritesNothingUntilItIsClaimed()
    {
        await OwnedByTheFirstAsync();
        InstancePartition next = Partition(epoch: 2);
        await next.LoadAsync(default);
        Assert.False(next.IsClaimed);
        Assert.Equal(1, await OwnerEpochAsync());

        await next.ClaimAsync(default);

        Assert.True(next.IsClaimed);
        Assert.Equal(2, await OwnerEpochAsync());
    }

    [Fact]
    public async Task Commit_OfMoreRowsThanATransactionTakes_StoresAllOfThem()
    {
        (InstancePartition partition, InstanceRecord record) = await OwnedByTheFirstAsync();
        PartitionChanges changes = Put([.. Enumerable.Range(0, 90).Select(i => $"m!{i:D16}")]);
        changes.Episode.AddRange(Enumerable.Range(0, 250).Select(i => new PartitionRow($"a!{1:D10}!{i:D6}", default)));

        await partition.CommitAsync(record, changes, [], default);

        Assert.Equal(1 + 90 + 250, (await RowKeysAsync()).Count);
    }

    private async Task<(InstancePartition Partition, InstanceRecord Record)> OwnedByTheFirstAsync()
    {
        var record = new InstanceRecord
        {
            InstanceId = "i",
            Name = "F",
            ExecutionId = "e",
            Status = OrchestrationStatus.Running,
            CreatedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
            Generation = 1,
            OwnerEpoch = 1,
        };
        InstancePartition partition = Partition(epoch: 1);
        await partition.LoadAsync(default);
        await partition.CommitAsync(record, new PartitionChanges(), [], default);
        return (partition, record);
    }

    private InstancePartition Partition(long epoch)
    {
        var blobs = new PayloadBlobs(new BlobContainerClient(TestStorage.ConnectionString, "unused"));
        var exit = new HostExit(new Lifetime());
        var ownership = new HubOwnership(TimeSpan.FromHours(1), TimeProvider.System, exit);
        ownership.Begin(epoch, TimeProvider.System.GetTimestamp());
        return new InstancePartition(_table, new RowCodec(blobs), blobs, ownership, "i");
    }

    private static PartitionChanges Put(params string[] rowKeys)
    {
        var changes = new PartitionChanges();
        changes.Puts.AddRange(rowKeys.Select(key => new PartitionRow(key, default)));
        return changes;
    }

    private async Task<IReadOnlyList<string>> RowKeysAsync()
    {
        var keys = new List<string>();
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>())
        {
            keys.Add(row.RowKey);
        }

        return keys;
    }

    private async Task<long?> OwnerEpochAsync()
    {
        TableEntity row = await _table.GetEntityAsync<TableEntity>(InstanceKey.Encode("i"), RowKeys.Instance);
        return row.GetInt64(nameof(InstanceRecord.OwnerEpoch));
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}
