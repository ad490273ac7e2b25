using Microsoft.CodeAnalysis.Operations;

namespace DtnBox.DurableTask.Analyzers.Rules;

/// <summary>Awaits that leave the orchestrator's own thread.</summary>
internal static class TaskRules
{
    /// <summary>Whether it is <c>ConfigureAwait</c> with anything but <c>true</c>: the rest would run on another thread.</summary>
    public static bool Leaves(IInvocationOperation invocation)
        => invocation.TargetMethod is { Name: "ConfigureAwait", ContainingType: { Name: "Task" or "ValueTask" } type }
            && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks"
            && invocation.Arguments.FirstOrDefault()?.Value.ConstantValue is not { HasValue: true, Value: true };
}
