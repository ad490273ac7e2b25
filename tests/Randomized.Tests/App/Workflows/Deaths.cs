namespace DtnBox.Randomized.Workflows;

/// <summary>What a handler leaves behind that dies while the host waits for its answer.</summary>
internal static class Deaths
{
    /// <summary>How the host reports an invocation that the handler did not answer.</summary>
    public const string ErrorType = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException";

    /// <summary>The start of the message of that failure; a parent's failure repeats its child's message.</summary>
    public const string Message = "Exception while executing function: Functions.";

    /// <summary>What a workflow yields in place of a failure that a dead handler left and that was caught.</summary>
    public const string Marker = "died";
}
