using DtnBox.Contracts;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Faults that the control plane itself finds.</summary>
internal static class Faults
{
    public static Fault Unexpected(string evidence) => new(
        FaultCodes.Internal,
        $"DtnBox could not go on: {evidence}",
        "Restart the transfer; it goes on with what is missing. If it happens again, report it with the transfer's id.");

    public static Fault NothingFound(string place) => new(
        FaultCodes.NothingFound,
        $"There is no object under {place}.",
        "Check bucket and prefix: keys are case-sensitive, and a folder's prefix ends in '/'.");

    public static Fault NothingArrived(Fault example, long failed) => new(
        example.Code,
        $"None of the objects could be transferred ({failed} failed). For example: {example.Message}",
        example.NextStep);
}
