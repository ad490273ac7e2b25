using Microsoft.CodeAnalysis;

namespace DtnBox.DurableTask.Analyzers.Code;

/// <summary>Which of this compilation's methods may run when a virtual or interface method of it is called.</summary>
/// <remarks>What other assemblies declare is left out: nobody means all implementations of IDisposable.</remarks>
internal static class Dispatch
{
    public static void AddTo(CallGraph graph, ISymbol owner)
    {
        if (owner is not IMethodSymbol method)
        {
            return;
        }

        for (IMethodSymbol? above = method.OverriddenMethod; above is not null; above = above.OverriddenMethod)
        {
            AddIfOwn(graph, above, method);
        }

        IEnumerable<ISymbol> promises = method.ContainingType.AllInterfaces
            .Where(contract => IsOwn(contract, method))
            .SelectMany(contract => contract.GetMembers())
            .Where(member => SymbolEqualityComparer.Default.Equals(
                method.ContainingType.FindImplementationForInterfaceMember(member), method));
        foreach (ISymbol promise in promises)
        {
            graph.AddOverride(promise, method);
        }
    }

    private static void AddIfOwn(CallGraph graph, IMethodSymbol called, IMethodSymbol runs)
    {
        if (IsOwn(called, runs))
        {
            graph.AddOverride(called, runs);
        }
    }

    private static bool IsOwn(ISymbol declared, ISymbol method)
        => SymbolEqualityComparer.Default.Equals(declared.ContainingAssembly, method.ContainingAssembly);
}
