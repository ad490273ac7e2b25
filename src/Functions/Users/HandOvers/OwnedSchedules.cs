using DtnBox.Functions.Schedules;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users.HandOvers;

internal sealed class OwnedSchedules(StorageAccount account, ScheduleStore schedules)
    : OwnedRows(account.Schedules, ScheduleRow.Partition, ScheduleRow.Prefix)
{
    public override string Kind => "schedules";

    protected override async Task<bool> MoveAsync(string key, string from, string to, CancellationToken cancellationToken)
    {
        bool moved = false;
        await schedules.ChangeAsync(
            key[ScheduleRow.Prefix.Length..],
            row =>
            {
                moved = row.Owner == from;
                row.Owner = moved ? to : row.Owner;
                return moved;
            },
            cancellationToken);
        return moved;
    }
}
