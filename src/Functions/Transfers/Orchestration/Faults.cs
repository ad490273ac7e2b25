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

    public static Fault SignaturesRefused(string destinationNode) => new(
        FaultCodes.WrongKeys,
        $"The store of node {destinationNode} keeps refusing what the node's own agent has signed, or takes it for expired.",
        $"Check the clock of the agent's host, and the keys and the region of the store at node {destinationNode}.");

    public static Fault DeadlinePassed(DateTimeOffset deadline) => new(
        FaultCodes.DeadlinePassed,
        $"The deadline of {deadline:u} passed before everything was done. What was done is kept.",
        "Set a later deadline, or none, with 'dtnbox transfer deadline ID TIME|off', and restart the transfer.");

    public static Fault TooManyExtras(long found, long limit) => new(
        FaultCodes.TooManyExtras,
        $"The destination has {found:N0} objects that the source has not. At most {limit:N0} may be deleted, so none was.",
        "See which they are in the transfer's objects. If they may go, start the transfer again with a higher limit.");

    public static Fault ExtrasKept(long found) => new(
        FaultCodes.ExtrasKept,
        $"The destination has {found:N0} objects that the source has not. They were not deleted, because other objects failed.",
        "Mend what failed and restart: they are deleted when everything else is proven right.");

    public static Fault NothingSame(Fault example, long failed) => new(
        example.Code,
        $"None of the {failed} objects compared is the same at the destination. For example: {example.Message}",
        example.NextStep);

    public static Fault NothingArrived(Fault example, long failed) => new(
        example.Code,
        $"None of the objects could be transferred ({failed} failed). For example: {example.Message}",
        example.NextStep);
}
