namespace DtnBox.Contracts.Transfers;

/// <summary>What a transfer does and how, apart from where: kept with it, shown with it, and used again by a repetition.</summary>
/// <param name="Kind">Whether it copies, only shows what it would do, or only compares.</param>
/// <param name="Sync">Which objects are taken when the destination has one of that name.</param>
/// <param name="Selection">Which keys are taken at all; absent for all of the source's prefix.</param>
/// <param name="DeleteExtras">Delete what the destination has and the source has not; absent to keep it.</param>
/// <param name="Tuning">Values that the tuner must keep to; absent to leave it all freedom.</param>
/// <param name="Bandwidth">The transfer's own cap; absent for none. It can be changed while the transfer runs.</param>
/// <param name="Deadline">When it gives up what is not done by then; absent for never.</param>
public sealed record TransferSettings(
    TransferKind Kind = TransferKind.Copy,
    SyncMode Sync = SyncMode.SizeDiffers,
    Selection? Selection = null,
    DeleteExtras? DeleteExtras = null,
    TuningLimits? Tuning = null,
    BandwidthPlan? Bandwidth = null,
    DateTimeOffset? Deadline = null);

/// <summary>What a transfer does with the objects it takes.</summary>
public enum TransferKind
{
    /// <summary>Copies them and proves that they arrived.</summary>
    Copy,

    /// <summary>Lists them and shows what a copy would do: nothing is written or deleted.</summary>
    DryRun,

    /// <summary>Compares what the destination has with the source, byte by byte: nothing is written or deleted.</summary>
    Verify,
}

/// <summary>How objects are chosen when the destination already has one of that name.</summary>
public enum SyncMode
{
    /// <summary>Copy every object.</summary>
    All,

    /// <summary>Copy objects that the destination does not have.</summary>
    Missing,

    /// <summary>Copy objects that the destination does not have, or has with another size.</summary>
    SizeDiffers,

    /// <summary>Copy objects that the destination does not have, or has with an earlier date of last change.</summary>
    Newer,

    /// <summary>Copy objects that the destination does not have, or whose bytes are not the same.</summary>
    ChecksumDiffers,
}

/// <summary>Which keys are taken.</summary>
/// <param name="Rules">
/// Tried in order against the key without the source's prefix; the first that matches decides. A key that none matches
/// is taken, unless all rules are includes.
/// </param>
/// <param name="KeyList">The id of a stored list of keys: then nothing is listed, and only these keys are looked at.</param>
public sealed record Selection(IReadOnlyList<KeyRule>? Rules = null, string? KeyList = null);

/// <summary>One rule of a selection.</summary>
/// <param name="Action">What it does with the keys it matches.</param>
/// <param name="Pattern">
/// <c>*</c> matches any characters but <c>/</c>, <c>**</c> any characters, <c>?</c> one character but <c>/</c>; all
/// others match themselves. A pattern without <c>/</c> is tried on the last segment of the key, others on the whole.
/// </param>
public sealed record KeyRule(KeyRuleAction Action, string Pattern);

/// <summary>What a rule does.</summary>
public enum KeyRuleAction
{
    /// <summary>Take the key.</summary>
    Include,

    /// <summary>Leave it out.</summary>
    Exclude,
}

/// <summary>Deletes at the destination what the source does not have, after everything else was copied and proven.</summary>
/// <param name="Limit">With more such objects than this, none is deleted.</param>
public sealed record DeleteExtras(long Limit);
