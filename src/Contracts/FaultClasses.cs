namespace DtnBox.Contracts;

/// <summary>The one table of which fault belongs to which class, and what is spent on each class. Shown in docs/faults.md.</summary>
public static class FaultClasses
{
    private static readonly Dictionary<string, FaultClass> Codes = new(StringComparer.Ordinal)
    {
        [FaultCodes.WrongKeys] = FaultClass.NeedsCredentials,
        [FaultCodes.AccessDenied] = FaultClass.Denied,
        [FaultCodes.BucketMissing] = FaultClass.Permanent,
        [FaultCodes.StoreUnreachable] = FaultClass.Transient,
        [FaultCodes.DestinationFull] = FaultClass.DestinationFull,
        [FaultCodes.SourceDeleted] = FaultClass.Permanent,
        [FaultCodes.SourceMissing] = FaultClass.Permanent,
        [FaultCodes.SourceChanged] = FaultClass.SourceChanged,
        [FaultCodes.ChecksumMismatch] = FaultClass.Transient,
        [FaultCodes.DestinationMissing] = FaultClass.Transient,
        [FaultCodes.Throttled] = FaultClass.Throttled,
        [FaultCodes.StoreError] = FaultClass.Transient,
        [FaultCodes.NotSupported] = FaultClass.Permanent,
        [FaultCodes.NothingFound] = FaultClass.Permanent,
        [FaultCodes.StillRunning] = FaultClass.Transient,
        [FaultCodes.DeadlinePassed] = FaultClass.Permanent,
        [FaultCodes.TooManyExtras] = FaultClass.Permanent,
        [FaultCodes.ExtrasKept] = FaultClass.Permanent,
        [FaultCodes.ExtraChanged] = FaultClass.Permanent,
        [FaultCodes.Internal] = FaultClass.Permanent,
        [FaultCodes.GrantMissing] = FaultClass.Denied,
    };

    private static readonly FaultBudget Once = new(
        0, 0, TimeSpan.Zero, 1, TimeSpan.Zero, Parks: false, "Read the next step of the fault; a restart tries again.");

    private static readonly Dictionary<FaultClass, FaultBudget> Budgets = new()
    {
        [FaultClass.Transient] = new(
            1, 1, TimeSpan.FromSeconds(16), 3, TimeSpan.FromSeconds(5), Parks: false, "Nobody, unless it persists."),
        [FaultClass.Permanent] = Once,
        [FaultClass.NeedsCredentials] = Once with
        {
            Parks = true, Help = "The site's administrator enters the right keys at the node; then restart.",
        },
        [FaultClass.SourceChanged] = new(
            0, 0, TimeSpan.Zero, 3, TimeSpan.FromSeconds(5), Parks: false, "Whoever writes there pauses; then restart."),
        [FaultClass.DestinationFull] = Once with
        {
            Parks = true, Help = "The store's operator makes room or raises the quota; then restart.",
        },
        [FaultClass.Denied] = Once with
        {
            Parks = true, Help = "The owner of the bucket allows it; then restart.",
        },
        [FaultClass.Throttled] = new(
            2, 2, TimeSpan.FromSeconds(60), 5, TimeSpan.FromSeconds(10), Parks: false, "Nobody; fewer objects in flight help."),
    };

    /// <summary>Gets the codes and their classes.</summary>
    public static IReadOnlyDictionary<string, FaultClass> ByCode => Codes;

    /// <summary>The class of a fault. Where time may mend a code or not, the fault itself says which it is.</summary>
    public static FaultClass Of(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault is { Transient: false, Code: FaultCodes.StoreError or FaultCodes.StoreUnreachable }
            ? FaultClass.Permanent
            : Codes.GetValueOrDefault(fault.Code, FaultClass.Permanent);
    }

    /// <summary>What is spent on a class.</summary>
    public static FaultBudget Budget(FaultClass faultClass) => Budgets[faultClass];

    /// <summary>What is spent on a fault.</summary>
    public static FaultBudget BudgetOf(Fault fault) => Budgets[Of(fault)];
}
