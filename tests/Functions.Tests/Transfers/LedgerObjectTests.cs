using DtnBox.Contracts;
using DtnBox.Contracts.Ledger;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Transfers.Ledger;

namespace DtnBox.Functions.Tests.Transfers;

public sealed class LedgerObjectTests
{
    private static readonly PlannedObject Unseen = new("in/gone", 0, "", Unseen: true);

    [Fact]
    public void View_AKeyThatTheSourceDidNotShow_IsPendingWithItsFault()
    {
        ObjectView view = new LedgerObject(Unseen, Copied: null, Verified: null).View();
        Assert.Equal((ObjectState.Pending, FaultCodes.SourceMissing), (view.State, view.Fault?.Code));
    }

    [Fact]
    public void View_ThatKeyWasCopiedSince_HasNoFault()
    {
        ObjectView view = new LedgerObject(Unseen, new CopiedObject("in/gone", 7, "e", Sha256: "0"), Verified: null).View();
        Assert.Equal((ObjectState.Copied, 7, null), (view.State, view.Size, view.Fault));
    }

    [Fact]
    public void View_AnyOtherThatWaits_HasNoFault()
        => Assert.Null(new LedgerObject(new PlannedObject("in/a", 1, "e"), Copied: null, Verified: null).View().Fault);
}
