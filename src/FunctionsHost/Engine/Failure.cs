using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.Handler;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Failures in the words of the real host, which handlers may look for.</summary>
internal static class Failure
{
    private const string InvocationException = "Microsoft.Azure.WebJobs.Host.FunctionInvocationException";
    private const string OutOfMemory = "System.OutOfMemoryException";

    public static string Reason(string function) => $"Function '{function}' failed with an unhandled exception.";

    public static TaskFailureDetails Details(string function, InvocationFailedException failure) => new()
    {
        ErrorType = InvocationException,
        ErrorMessage = $"Exception while executing function: Functions.{function}",
        InnerFailure = new TaskFailureDetails { ErrorType = failure.ErrorType, ErrorMessage = failure.Message },
    };

    public static CompleteOrchestrationAction Completion(string errorType, string message) => new()
    {
        OrchestrationStatus = OrchestrationStatus.Failed,
        Result = message,
        FailureDetails = new TaskFailureDetails { ErrorType = errorType, ErrorMessage = message },
    };

    /// <summary>The end of an instance whose version this app may not run, where host.json asks for that.</summary>
    public static CompleteOrchestrationAction VersionMismatch(string mismatch)
    {
        CompleteOrchestrationAction completion = Completion("VersionMismatch", $"The orchestration cannot run here: {mismatch}.");
        completion.FailureDetails.IsNonRetriable = true;
        return completion;
    }

    /// <summary>Tells whether a worker asks by its failure that the turn be dropped and delivered again.</summary>
    public static bool AsksForRedelivery(CompleteOrchestrationAction completion)
    {
        for (TaskFailureDetails? inner = completion.FailureDetails?.InnerFailure; inner is not null; inner = inner.InnerFailure)
        {
            if (inner.ErrorType == OutOfMemory)
            {
                return completion.OrchestrationStatus == OrchestrationStatus.Failed;
            }
        }

        return false;
    }

    /// <summary>Gives the output column of a failed instance.</summary>
    public static string? Output(CompleteOrchestrationAction completion)
        => completion.FailureDetails is { } details ? $"{details.ErrorType}: {details.ErrorMessage}" : completion.Result;
}
