using DtnBox.DurableTask.Protocol;

namespace DtnBox.FunctionsHost.Engine;

/// <summary>Compares two answers to the same turn.</summary>
/// <remarks>Stack traces are left out: the handler's just-in-time compiler may change them between two runs.</remarks>
internal static class ReplayComparison
{
    /// <summary>Tells the first difference, or null when the answers agree.</summary>
    public static string? Difference(OrchestratorResponse first, OrchestratorResponse second)
    {
        if (first.CustomStatus != second.CustomStatus)
        {
            return $"custom status {Text(first.CustomStatus)}, then {Text(second.CustomStatus)}";
        }

        for (int i = 0; i < Math.Max(first.Actions.Count, second.Actions.Count); i++)
        {
            OrchestratorAction? one = i < first.Actions.Count ? WithoutTraces(first.Actions[i]) : null;
            OrchestratorAction? other = i < second.Actions.Count ? WithoutTraces(second.Actions[i]) : null;
            if (!Equals(one, other))
            {
                return $"{Text(one?.ToString())}, then {Text(other?.ToString())}";
            }
        }

        return null;
    }

    private static OrchestratorAction WithoutTraces(OrchestratorAction action)
    {
        if (action.CompleteOrchestration?.FailureDetails is null)
        {
            return action;
        }

        OrchestratorAction copy = action.Clone();
        for (TaskFailureDetails? failure = copy.CompleteOrchestration.FailureDetails; failure is not null; failure = failure.InnerFailure)
        {
            failure.StackTrace = null;
        }

        return copy;
    }

    private static string Text(string? value)
    {
        const int limit = 300;
        return value is null ? "nothing" : value.Length <= limit ? value : value[..limit] + "…";
    }
}
