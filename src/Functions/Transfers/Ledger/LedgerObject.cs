using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Functions.Transfers.Ledger;

/// <summary>What the ledger says about one object: its plan, and the last lines about its copy and its read-back.</summary>
internal sealed record LedgerObject(PlannedObject Plan, CopiedObject? Copied, VerifiedObject? Verified)
{
    /// <summary>Gets a value indicating whether the copy that is there now was read back and is right.</summary>
    public bool IsProven => Copied is { Fault: null } && Verified is { Fault: null } && Verified.Copy == Copied.Copy;

    public Fault? Fault => Copied?.Fault ?? Verified?.Fault;

    public ObjectView View()
    {
        ObjectState state = Fault is not null ? ObjectState.Failed
            : Verified is not null ? ObjectState.Verified
            : Copied is not null ? ObjectState.Copied
            : ObjectState.Pending;
        Fault? fault = Fault ?? (state == ObjectState.Pending && Plan.Unseen == true ? Unseen() : null);
        return new ObjectView(Plan.Key, Copied?.Size ?? Plan.Size, state, Verified?.Sha256, fault, Copied?.NotCopied);
    }

    /// <summary>What is known of a key that was not there when the list was looked through, and was not tried since.</summary>
    private Fault Unseen() => new(
        FaultCodes.SourceMissing,
        $"The list of keys names '{Plan.Key}', and the source did not show it when the transfer was planned.",
        "Put it there before it is its turn, or leave it off the list.");
}
