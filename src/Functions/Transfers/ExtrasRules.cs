using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;

namespace DtnBox.Functions.Transfers;

/// <summary>When a new transfer may delete what only the destination has.</summary>
internal static class ExtrasRules
{
    public static void Check(TransferSettings? settings, FieldErrors errors)
    {
        if (settings?.DeleteExtras is not { } extras)
        {
            return;
        }

        const string Field = "settings.deleteExtras";
        errors.Require(extras.Limit >= 1, $"{Field}.limit", "must be at least 1: with more extra objects, none is deleted.");
        errors.Require(
            settings.Kind != TransferKind.Verify, Field, "cannot be asked of a transfer that only compares: it deletes nothing.");
        errors.Require(
            settings.Selection?.KeyList is null,
            Field,
            "needs the whole listing of the source: leave out the list of keys.");
    }
}
