using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Randomized.Tests.Generation;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>Says how a transfer must end, from what it was given alone. Faults and orders change nothing of it.</summary>
internal static class TransferModel
{
    public static Expectation Expect(Schedule schedule)
    {
        TransferSettings settings = schedule.Settings;
        SourceObject[] taken =
            [.. schedule.Objects.Where(item => KeyRuleModel.Takes(settings.Selection, item.Key))];
        SourceObject[] planned = [.. taken.Where(item => IsPlanned(schedule, item))];
        ExtraObject[] extras = settings is { DeleteExtras: not null, Kind: not TransferKind.Verify }
            ? [.. schedule.Extras.Where(item => KeyRuleModel.Takes(settings.Selection, item.Key))]
            : [];
        return settings.Kind switch
        {
            _ when taken.Length == 0 => new Expectation(
                TransferState.Failed, [FaultCodes.NothingFound], Totals(taken, planned, [], [], extras, 0), Before(schedule)),
            TransferKind.DryRun => new Expectation(
                TransferState.Succeeded, [], Totals(taken, planned, [], [], extras, 0), Before(schedule)),
            TransferKind.Verify => Compared(schedule, taken),
            _ => Copied(schedule, taken, planned, extras),
        };
    }

    /// <summary>What the destination has before the transfer, by key without the prefix.</summary>
    public static Dictionary<string, Content> Before(Schedule schedule)
        => schedule.Objects.Where(item => item.There is not null).Select(item => (item.Key, Content: item.There!))
            .Concat(schedule.Extras.Select(item => (item.Key, item.Content)))
            .ToDictionary(item => item.Key, item => item.Content, StringComparer.Ordinal);

    private static bool IsPlanned(Schedule schedule, SourceObject item)
    {
        if (item.There is not { } there || schedule.Settings.Kind == TransferKind.Verify)
        {
            return true;
        }

        return schedule.Settings.Sync switch
        {
            SyncMode.All => true,
            SyncMode.Missing => false,
            SyncMode.SizeDiffers => there.Size != item.Content.Size,
            SyncMode.Newer => !schedule.DestinationIsNewer,
            SyncMode.ChecksumDiffers => there != item.Content,
            _ => throw new NotSupportedException($"{schedule.Settings.Sync}"),
        };
    }

    private static Expectation Copied(Schedule schedule, SourceObject[] taken, SourceObject[] planned, ExtraObject[] extras)
    {
        bool tooMany = extras.Length > schedule.Settings.DeleteExtras?.Limit;
        ExtraObject[] deleted = tooMany ? [] : extras;
        Dictionary<string, Content> after = Before(schedule);
        foreach (SourceObject item in planned)
        {
            after[item.Key] = item.Content;
        }

        foreach (ExtraObject item in deleted)
        {
            after.Remove(item.Key);
        }

        return new Expectation(
            tooMany ? TransferState.SucceededWithErrors : TransferState.Succeeded,
            tooMany ? [FaultCodes.TooManyExtras] : [],
            Totals(taken, planned, planned, planned, extras, deleted.Length),
            after);
    }

    private static Expectation Compared(Schedule schedule, SourceObject[] taken)
    {
        SourceObject[] same = [.. taken.Where(item => item.IsThere)];
        return new Expectation(
            same.Length == taken.Length ? TransferState.Succeeded
                : same.Length == 0 ? TransferState.Failed
                : TransferState.SucceededWithErrors,
            same.Length == 0 ? [FaultCodes.DestinationMissing, FaultCodes.ChecksumMismatch] : [],
            Totals(taken, taken, taken, same, [], 0) with { ObjectsFailed = taken.Length - same.Length },
            Before(schedule));
    }

    private static TransferTotals Totals(
        SourceObject[] taken,
        SourceObject[] planned,
        SourceObject[] copied,
        SourceObject[] verified,
        ExtraObject[] extras,
        long deleted) => new(
            ListingComplete: true,
            planned.Length,
            Bytes(planned),
            taken.Length - planned.Length,
            Bytes(taken) - Bytes(planned),
            copied.Length,
            Bytes(copied),
            verified.Length,
            Bytes(verified),
            ObjectsFailed: 0,
            extras.Length,
            deleted);

    private static long Bytes(SourceObject[] objects) => objects.Sum(item => (long)item.Content.Size);
}
