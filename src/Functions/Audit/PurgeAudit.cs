using Azure.Data.Tables;
using DtnBox.Functions.Hosting;
using DtnBox.Functions.Retention;
using DtnBox.Functions.Storage;
using Microsoft.Extensions.Options;

namespace DtnBox.Functions.Audit;

/// <summary>Forgets entries of days that are older than they are to be kept. Several instances at once do no harm.</summary>
internal sealed partial class PurgeAudit(
    StorageAccount account, IOptions<RetentionOptions> options, TimeProvider time, ILogger<PurgeAudit> logger)
    : IRecurringTask
{
    /// <summary>A run must end well before the host's function timeout; the timer comes again soon.</summary>
    public const int MostInOneRun = 5_000;

    private const int LargestTransaction = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Audit == TimeSpan.Zero)
        {
            return;
        }

        DateTimeOffset before = time.GetUtcNow() - options.Value.Audit;
        string filter = TableClient.CreateQueryFilter($"PartitionKey gt {AuditRow.PartitionOf(before)}");
        List<AuditRow> old = await account.Audit
            .QueryAsync<AuditRow>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken)
            .Take(MostInOneRun).ToListAsync(cancellationToken);
        foreach (AuditRow[] batch in old.GroupBy(row => row.PartitionKey, StringComparer.Ordinal)
            .SelectMany(day => day.Chunk(LargestTransaction)))
        {
            await account.Audit.TrySubmitAsync(
                batch.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, Azure.ETag.All)),
                cancellationToken);
        }

        if (old.Count > 0)
        {
            LogPurged(old.Count, before);
        }
    }

    [LoggerMessage(2352, LogLevel.Information, "Purged {Count} audit entries of days before {Before:u}")]
    private partial void LogPurged(int count, DateTimeOffset before);
}
