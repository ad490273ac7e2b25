using DtnBox.Contracts;

namespace DtnBox.Functions.Transfers.Orchestration;

/// <summary>Faults that the control plane itself finds.</summary>
internal static class Faults
{
    public static Fault Unexpected(string evidence) => new(
        FaultCodes.Internal,
        $"DtnBox could not go on: {evidence}",
        "Restart the transfer; it goes on with what is missing. If it happens again, report it with the transfer's id.");

    /// <param name="selected">Whether only some of what is there was to be taken.</param>
    public static Fault NothingFound(string place, bool selected) => new(
        FaultCodes.NothingFound,
        $"There is no object under {place}{(selected ? " that the include and exclude rules take" : string.Empty)}.",
        "Check bucket and prefix: keys are case-sensitive, and a folder's prefix ends in '/'."
            + (selected ? " Rules are tried on the key without the prefix." : string.Empty));

    public static Fault DeadlinePassed(DateTimeOffset deadline) => new(
        FaultCodes.DeadlinePassed,
        $"The deadline of {deadline:u} passed before everything was done. What was done is kept.",
        "Set a later deadline, or none, with 'dtnbox transfer deadline ID TIME|off', and restart the transfer.");

    public static Fault NothingSame(Fault example, long failed) => new(
        example.Code,
        $"None of the {failed} objects compared is the same at the destination. For example: {example.Message}",
        example.NextStep);

    public static Fault NothingArrived(Fault example, long failed) => new(
        example.Code,
        $"None of the objects could be transferred ({failed} failed). For example: {example.Message}",
        example.NextStep);
}
