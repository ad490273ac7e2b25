using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Carries messages from one instance to another: once each, in order per pair.</summary>
/// <remarks>
/// (1) The target stores the message with a receipt. (2) The sender deletes its outbox row. (3) The target deletes the
/// receipt. Dying after (1): the message is sent again and the receipt recognises it. Dying after (2): the receipt is
/// found at the target's next load, and deleted because the outbox row it answers is gone.
/// </remarks>
internal sealed partial class OutboxDelivery(
    WorkBoard board,
    InstanceDirectory instances,
    TaskHubStorage storage,
    TimeProvider time,
    ILogger<OutboxDelivery> logger) : BackgroundService
{
    private const int Lanes = 16;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Channel<WorkFor<PendingMessage>>[] lanes =
            [.. Enumerable.Range(0, Lanes).Select(_ => Channel.CreateUnbounded<WorkFor<PendingMessage>>())];
        Task[] tasks = [.. lanes.Select(lane => DeliverAsync(lane.Reader, stoppingToken)), CheckReceiptsAsync(stoppingToken)];
        try
        {
            await foreach (WorkFor<PendingMessage> item in board.Messages.ReadAllAsync(stoppingToken))
            {
                // One lane per target keeps the order in which one instance wrote to another.
                int lane = (item.Work.TargetInstanceId.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % Lanes;
                lanes[lane].Writer.TryWrite(item);
            }
        }
        finally
        {
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DeliverAsync(ChannelReader<WorkFor<PendingMessage>> lane, CancellationToken stoppingToken)
    {
        await foreach ((string senderId, PendingMessage message) in lane.ReadAllAsync(stoppingToken))
        {
            var sender = new OutboxAddress(senderId, message.SenderExecutionId, message.RowKey);
            await instances.AppendUntilStoredAsync(
                message.TargetInstanceId, state => state.Deliver(message, sender, time.GetUtcNow()));
            HostMeter.Waits(HostMeter.Messages, -1);
            _ = ConfirmAsync(message.TargetInstanceId, sender);
        }
    }

    private async Task ConfirmAsync(string targetId, OutboxAddress sender)
    {
        await instances.AppendUntilStoredAsync(sender.InstanceId, state => state.Delivered(sender.RowKey));
        board.Done(sender.InstanceId, sender.ExecutionId, sender.RowKey);
        await instances.AppendUntilStoredAsync(targetId, state => state.Forget(sender));
    }

    private async Task CheckReceiptsAsync(CancellationToken stoppingToken)
    {
        await foreach ((string targetId, OutboxAddress sender) in board.Receipts.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (!await MayRepeatAsync(sender, stoppingToken))
                {
                    await instances.AppendUntilStoredAsync(targetId, state => state.Forget(sender));
                }
            }
            catch (RequestFailedException e)
            {
                // It stays, which does no harm, and is looked at again at the next load.
                LogReceiptKept(e, targetId, sender.InstanceId);
            }
        }
    }

    private async Task<bool> MayRepeatAsync(OutboxAddress sender, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await storage.Table.GetEntityIfExistsAsync<TableEntity>(
            InstanceKey.Encode(sender.InstanceId),
            sender.RowKey,
            [nameof(PartitionRow.ExecutionId)],
            cancellationToken);
        return row.HasValue && row.Value!.GetString(nameof(PartitionRow.ExecutionId)) == sender.ExecutionId;
    }
}
