using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;

namespace DtnBox.Transfer.Copying;

/// <summary>What the ledger says about one object of a chunk.</summary>
internal sealed class ObjectState(PlannedObject planned)
{
    public PlannedObject Planned { get; } = planned;

    public CopiedObject? Copied { get; private set; }

    public VerifiedObject? Verified { get; set; }

    public OpenUpload? Upload { get; set; }

    /// <summary>Gets or sets what the destination's agent is to sign for; null when the destination's keys are at hand.</summary>
    public DescribedObject? Described { get; set; }

    /// <summary>Gets or sets what it has signed.</summary>
    public SignedObject? Signed { get; set; }

    /// <summary>Gets or sets the parts that are all at the destination.</summary>
    public SentObject? Sent { get; set; }

    /// <summary>Gets the number of the last copy that succeeded; 0 when none did.</summary>
    public int SucceededCopy { get; private set; }

    public int NextCopy => (Copied?.Copy ?? 0) + 1;

    public bool IsCopied => Copied is { Fault: null };

    /// <summary>Gets the outcome of reading back the copy that is there now; null when that was not done.</summary>
    public VerifiedObject? Check => IsCopied && Verified?.Copy == Copied!.Copy ? Verified : null;

    /// <summary>Gets a value indicating whether the read-back said that the destination's object is not the source's.</summary>
    public bool IsProvenWrong => Check?.Fault?.Code is FaultCodes.ChecksumMismatch or FaultCodes.DestinationMissing;

    /// <summary>Gets a value indicating whether the copy that is there now still has to be read back.</summary>
    public bool IsUnchecked => IsCopied && (Check is null || (Check.Fault is not null && !IsProvenWrong));

    /// <summary>Gets the upload that belongs to the copy to be made, not to one that has ended.</summary>
    public OpenUpload? UploadToResume => Upload?.Opened.Copy > SucceededCopy ? Upload : null;

    /// <summary>Gets the parts that wait to be put together; null when there is nothing to put together.</summary>
    public SentObject? ToComplete => Sent?.Copy == NextCopy ? Sent : null;

    /// <summary>Gets what is to be signed for; null when nothing is, or what was described has failed since.</summary>
    public DescribedObject? ToSign => Described?.Copy == NextCopy && ToComplete is null ? Described : null;

    public bool NeedsCopy(bool recopy) => !IsCopied || (recopy && IsProvenWrong);

    public void Apply(CopiedObject line)
    {
        Copied = line;
        if (line.Fault is null)
        {
            SucceededCopy = line.Copy;
        }
    }
}
