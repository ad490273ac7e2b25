using System.Security.Cryptography;
using DtnBox.Contracts.Schedules;
using DtnBox.Functions.Api;
using DtnBox.Functions.Identity;

namespace DtnBox.Functions.Schedules;

/// <summary>Accepts new schedules.</summary>
internal sealed class NewSchedules(ScheduleStore schedules, IdempotentRequests requests, TimeProvider time)
{
    /// <returns>The schedule; null when the key was used before with another request.</returns>
    public async Task<ScheduleRow?> CreateAsync(
        CreateSchedule request, string idempotencyKey, Caller caller, CancellationToken cancellationToken)
    {
        string? id = await requests.ClaimAsync(
            caller.Subject, idempotencyKey, request, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), cancellationToken);
        if (id is null)
        {
            return null;
        }

        DateTimeOffset now = time.GetUtcNow();
        var row = new ScheduleRow
        {
            PartitionKey = ScheduleRow.Partition, RowKey = ScheduleRow.Prefix + id, Owner = caller.Subject, CreatedAt = now,
        };
        row.Set(request, now);
        await schedules.InsertAsync(row, cancellationToken);
        return await schedules.FindAsync(id, cancellationToken) ?? row;
    }
}
