using System.Text.RegularExpressions;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Transfer.Planning;

/// <summary>What is to be done with an object of the source.</summary>
internal enum SyncDecision
{
    /// <summary>Copy it.</summary>
    Copy,

    /// <summary>Leave it: the destination has it.</summary>
    Skip,

    /// <summary>Only its bytes can tell.</summary>
    Compare,
}

/// <summary>Decides by what the two listings say.</summary>
internal static partial class SyncRule
{
    /// <summary>The mode that decides: what is only compared is compared whatever the sync mode says.</summary>
    public static SyncMode ModeOf(TransferSettings settings)
        => settings.Kind == TransferKind.Verify ? SyncMode.All : settings.Sync;

    /// <param name="sync">The mode.</param>
    /// <param name="source">The object at the source.</param>
    /// <param name="there">What the destination has under its name; null for nothing.</param>
    public static SyncDecision Decide(SyncMode sync, PlannedObject source, PlannedObject? there)
    {
        if (there is null || sync == SyncMode.All)
        {
            return SyncDecision.Copy;
        }

        return sync switch
        {
            SyncMode.Missing => SyncDecision.Skip,
            SyncMode.SizeDiffers => SkipIf(source.Size == there.Size),

            // A store that tells no date gives no reason to leave anything out.
            SyncMode.Newer => SkipIf(there.LastModified >= source.LastModified),
            SyncMode.ChecksumDiffers when source.Size != there.Size => SyncDecision.Copy,
            SyncMode.ChecksumDiffers => source.Size == 0 || HaveSameContentTag(source, there)
                ? SyncDecision.Skip
                : SyncDecision.Compare,
            _ => throw new ArgumentOutOfRangeException(nameof(sync), sync, "There is no such sync mode."),
        };
    }

    private static SyncDecision SkipIf(bool same) => same ? SyncDecision.Skip : SyncDecision.Copy;

    /// <summary>
    /// Tags that look like MD5 and are equal come from equal bytes. Unequal ones say nothing: parts of another size, or
    /// encryption, give another tag to the same bytes.
    /// </summary>
    private static bool HaveSameContentTag(PlannedObject source, PlannedObject there)
        => string.Equals(source.ETag, there.ETag, StringComparison.OrdinalIgnoreCase) && ContentTag().IsMatch(source.ETag);

    [GeneratedRegex("^[0-9a-fA-F]{32}(-[0-9]{1,5})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContentTag();
}
