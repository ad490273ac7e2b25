using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DtnBox.DurableTask.Analyzers.Rules;

/// <summary>State that all orchestrations of a process share, and that another process does not have.</summary>
internal static class StaticStateRules
{
    private static readonly string[] Changing =
    [
        "Add", "AddRange", "AddOrUpdate", "Clear", "Dequeue", "Enqueue", "GetOrAdd", "Insert", "Pop", "Push", "Remove",
        "RemoveAll", "RemoveAt", "Sort", "TryAdd", "TryDequeue", "TryPop", "TryRemove", "TryTake", "TryUpdate",
    ];

    public static bool MayChange(IFieldSymbol field) => field is { IsStatic: true, IsReadOnly: false, IsConst: false };

    public static bool MayChange(IPropertySymbol property)
        => property is { IsStatic: true, SetMethod: { IsInitOnly: false } };

    /// <summary>Whether it changes a collection that a static member holds. Looking things up in one is fine.</summary>
    public static bool Changes(IInvocationOperation invocation)
        => Changing.Contains(invocation.TargetMethod.Name, StringComparer.Ordinal)
            && Held(invocation.Instance) is not null
            && invocation.TargetMethod.ContainingNamespace.ToDisplayString()
                is "System.Collections" or "System.Collections.Generic" or "System.Collections.Concurrent";

    /// <summary>The static member whose object an assignment changes, or null. Assigning to the member itself is found as its use.</summary>
    public static ISymbol? ChangedBy(IOperation target) => target switch
    {
        IArrayElementReferenceOperation element => Held(element.ArrayReference),
        IMemberReferenceOperation { Instance: { } instance } => Held(instance),
        _ => null,
    };

    private static ISymbol? Held(IOperation? instance) => instance switch
    {
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } => field,
        IPropertyReferenceOperation { Property: { IsStatic: true } property } when !MayChange(property) => property,
        IMemberReferenceOperation { Instance: { } deeper } => Held(deeper),
        IArrayElementReferenceOperation element => Held(element.ArrayReference),
        _ => null,
    };
}
