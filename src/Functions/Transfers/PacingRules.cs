using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;
using DtnBox.Functions.Bandwidth;

namespace DtnBox.Functions.Transfers;

/// <summary>What a transfer may ask of the tuner, and of the network.</summary>
internal static class PacingRules
{
    private const int MostInFlight = 1024;
    private const long Mebibyte = 1024 * 1024;
    private const long SmallestPart = 5 * Mebibyte;
    private const long LargestPart = 5 * 1024 * Mebibyte;

    public static void Check(TransferSettings? settings, FieldErrors errors)
    {
        if (settings?.Bandwidth is { } plan)
        {
            BandwidthRules.Check(plan, "settings.bandwidth.", errors);
        }

        Check(settings?.Tuning?.ObjectsInFlight, "objectsInFlight", IsCount, $"must be 1 to {MostInFlight}.", errors);
        Check(settings?.Tuning?.PartsInFlight, "partsInFlight", IsCount, $"must be 1 to {MostInFlight}.", errors);
        Check(
            settings?.Tuning?.PartSizeBytes, "partSizeBytes", IsPartSize, "must be 5 MiB to 5 GiB, in whole mebibytes.", errors);
    }

    private static void Check(TuningLimit? limit, string name, Predicate<long> allowed, string fault, FieldErrors errors)
    {
        string field = $"settings.tuning.{name}";
        errors.Require(limit is null || limit.Pin is not null || limit.Max is not null, field, "must have a pin or a max.");
        errors.Require(limit?.Pin is not { } pin || allowed(pin), $"{field}.pin", fault);
        errors.Require(limit?.Max is not { } max || allowed(max), $"{field}.max", fault);
    }

    private static bool IsCount(long value) => value is >= 1 and <= MostInFlight;

    private static bool IsPartSize(long value) => value is >= SmallestPart and <= LargestPart && value % Mebibyte == 0;
}
