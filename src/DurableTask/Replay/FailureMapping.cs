using ProtocolFailure = DtnBox.DurableTask.Protocol.TaskFailureDetails;

namespace DtnBox.DurableTask.Replay;

/// <summary>Failure details in the protocol and in the programming model.</summary>
internal static class FailureMapping
{
    public static TaskFailureDetails FromProtocol(ProtocolFailure? failure) => failure is null
        ? new TaskFailureDetails(
            "(unknown)", "the host reported no details; was the task terminated, or is it not deployed?")
        : new TaskFailureDetails(
            failure.ErrorType,
            failure.ErrorMessage,
            failure.StackTrace,
            failure.InnerFailure is null ? null : FromProtocol(failure.InnerFailure),
            failure.IsNonRetriable);

    public static ProtocolFailure ToProtocol(TaskFailureDetails failure)
    {
        ProtocolFailure outer = ToProtocolChain(failure);
        // Who may retry looks at the outermost failure only: a task that must not be repeated says nothing about
        // its callers.
        outer.IsNonRetriable = failure.IsNonRetriable;
        return outer;
    }

    private static ProtocolFailure ToProtocolChain(TaskFailureDetails failure) => new()
    {
        ErrorType = failure.ErrorType,
        ErrorMessage = failure.ErrorMessage,
        StackTrace = failure.StackTrace,
        InnerFailure = failure.InnerFailure is { } inner ? ToProtocolChain(inner) : null,
    };
}
