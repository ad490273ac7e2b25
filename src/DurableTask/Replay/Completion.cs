using DtnBox.DurableTask.Protocol;

namespace DtnBox.DurableTask.Replay;

/// <summary>The action that ends an execution.</summary>
internal static class Completion
{
    /// <summary>The end that the code itself has come to.</summary>
    public static CompleteOrchestrationAction Of(
        Task<object?> code, ReplayedContext.Generation? next, DataConverter converter)
    {
        try
        {
            object? result = code.GetAwaiter().GetResult();
            return next is null
                ? new CompleteOrchestrationAction
                {
                    OrchestrationStatus = OrchestrationStatus.Completed,
                    Result = converter.Serialize(result),
                }
                : ContinuedAsNew(next);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Failed(failure, next);
        }
    }

    public static CompleteOrchestrationAction Terminated(string? reason) => new()
    {
        OrchestrationStatus = OrchestrationStatus.Terminated,
        Result = reason,
    };

    public static CompleteOrchestrationAction Failed(Exception failure, ReplayedContext.Generation? next)
    {
        var completion = new CompleteOrchestrationAction
        {
            OrchestrationStatus = OrchestrationStatus.Failed,
            Result = failure.Message,
            FailureDetails = FailureMapping.ToProtocol(TaskFailureDetails.FromException(failure)),
        };
        if (next is not null)
        {
            completion.Tags.Add(
                "MS_CompleteOrchestrationLogWarning",
                "Continue as new called for a failed orchestration, orchestration will complete.");
        }

        return completion;
    }

    private static CompleteOrchestrationAction ContinuedAsNew(ReplayedContext.Generation next)
    {
        var completion = new CompleteOrchestrationAction
        {
            OrchestrationStatus = OrchestrationStatus.ContinuedAsNew,
            Result = next.Input,
            NewVersion = next.Version,
        };
        completion.CarryoverEvents.Add(next.CarriedOver);
        return completion;
    }
}
