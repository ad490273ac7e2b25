using DtnBox.Cli.Text;
using DtnBox.Cli.Transfers;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Watching;

/// <summary>How a transfer ended: in words and as an exit code.</summary>
internal static class TransferEnding
{
    public static bool IsEnd(TransferState state) => state is TransferState.Stopped or TransferState.Parked or TransferState.Succeeded
        or TransferState.SucceededWithErrors or TransferState.Failed;

    public static int ExitCode(TransferState state) => state switch
    {
        TransferState.Succeeded => ExitCodes.Ok,
        TransferState.SucceededWithErrors => ExitCodes.SucceededWithErrors,
        TransferState.Stopped => ExitCodes.Stopped,
        TransferState.Parked => ExitCodes.Parked,
        _ => ExitCodes.Failed,
    };

    public static string Words(TransferView transfer)
    {
        TransferTotals totals = transfer.Totals;
        string verified = TransferText.Amount(totals.ObjectsVerified, totals.BytesVerified);
        string result = transfer.State switch
        {
            TransferState.Succeeded when transfer.Settings.Kind == TransferKind.DryRun =>
                $"Dry run: {TransferText.Amount(totals.ObjectsPlanned, totals.BytesPlanned)} would be copied to "
                    + $"{LocationText.From(transfer.Destination)}. Nothing was written or deleted.",
            TransferState.Succeeded when transfer.Settings.Kind == TransferKind.Verify =>
                $"Verified: {verified} at {LocationText.From(transfer.Destination)} are, byte by byte, those of the source. "
                    + "Nothing was written.",
            TransferState.SucceededWithErrors when transfer.Settings.Kind == TransferKind.Verify =>
                $"Not the same: {Figures.Objects(totals.ObjectsFailed)} of {Figures.Objects(totals.ObjectsPlanned)} compared; "
                    + $"nothing was written. See them with: dtnbox transfer objects {transfer.Id} --state Failed",
            TransferState.Succeeded =>
                $"Succeeded: {verified} are at {LocationText.From(transfer.Destination)} and were read back and compared.",
            TransferState.SucceededWithErrors =>
                $"Succeeded with errors: {verified} are proven, {Figures.Objects(totals.ObjectsFailed)} failed. "
                    + $"See them with: dtnbox transfer objects {transfer.Id} --state Failed",
            TransferState.Stopped =>
                $"Stopped: {verified} are proven; finished parts are kept. Go on with: dtnbox transfer restart {transfer.Id}",
            TransferState.Parked =>
                $"Parked: {verified} are proven; finished parts are kept. It waits for you: mend the cause, "
                    + $"then dtnbox transfer restart {transfer.Id}",
            _ => $"Failed: {verified} are proven. When the cause is mended: dtnbox transfer restart {transfer.Id}",
        };
        string skipped = totals.ObjectsSkipped == 0
            ? string.Empty
            : $"\n  Skipped   {TransferText.Amount(totals.ObjectsSkipped, totals.BytesSkipped)} ({transfer.Settings.Sync})";
        IEnumerable<string> notes =
            [.. TransferText.Extras(transfer), .. TransferText.Reasons(transfer), .. TransferText.NeverCopied(transfer)];
        return string.Join('\n', notes.Select(Printable.From).Prepend(result + skipped));
    }
}
