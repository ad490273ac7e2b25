using DtnBox.Functions.Schedules;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Users.HandOvers;

internal sealed class OwnedSchedules(StorageAccount account, ScheduleStore schedules)
    : ReassignedRows(account.Schedules, ScheduleRow.Partition, ScheduleRow.Prefix)
{
    public override string Kind => "schedules";

    protected override Task ChangeAsync(string key, Func<IHasOwner, bool> change, CancellationToken cancellationToken)
        => schedules.ChangeAsync(key[ScheduleRow.Prefix.Length..], change, cancellationToken);
}
